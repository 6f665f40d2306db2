"""What an article says happened: claims with their type, date, place, actors and claimant."""
