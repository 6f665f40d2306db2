"""The words by which actors and recipients are told apart around a trigger."""

TARGETED_BY = frozenset("on against at to with toward towards upon from".split())
SUPPORTING = frozenset(
    """
    launched launch launches launching carried carry carrying staged staging mounted conducted
    conducting committed commit committing perpetrated made make makes began begun started continued
    continue executed undertook planned planning ordered led directed intensified stepped waged
    resumed unleashed organized organised orchestrated masterminded claimed sponsored financed
    opened open opens opening answered responded retaliated replied dropped drop dropping fired
    fire firing used use using threw hurled laid lay lays laying planted plant plants planting
    placed detonated
    """.split()
)
OWNING_UP = frozenset(
    "denied denies deny admitted admits admit stopped continued resumed began started".split()
)
"""Verbs whose subject is who did, or did not do, what stands behind them: "denied shelling it"."""
UTTERING = frozenset(
    """
    came come comes went goes issued issue issues made make makes making gave give gives given
    voiced voice voices expressed express expresses lodged lodge filed delivered deliver repeated
    repeat repeats renewed renew declared declare declares sent send sends paid pay pays put
    leveled levelled uttered reiterated conveyed handed received announced held hold holds offered
    offer won slapped imposed decided adopted approved drew met reaffirmed submitted registered
    circulated read published broadcast launched
    """.split()
)
"""Verbs of which words are the object or the subject: "voiced support", "an appeal came from"."""
ADDRESSED_BY = frozenset("to with of for".split())
"""Prepositions behind a noun for words that lead to whom they are for: "criticism of"."""
CARRYING = frozenset("of with out up off on".split())
"""Prepositions between such a verb and what it carries out: "a series of", "on Friday"."""
PATIENT_OF = frozenset(
    """
    killing killings murder murders assassination assassinations kidnapping kidnappings abduction
    abductions shelling bombing bombardment capture seizure execution massacre slaying death deaths
    beating torture rape arrest arrests detention occupation siege invasion destruction wounding
    burning looting ambush slaughter hijacking takeover expulsion bombings liberation
    shooting shootings stabbing stabbings beheading beheadings lynching lynchings slayings
    massacres executions rapes maiming disappearance disappearances recapture storming torching
    ransacking encirclement
    criticism condemnation denunciation recognition rebuke censure
    """.split()
)
GIVING = frozenset(
    """
    relayed relay relays relaying passed pass passes passing gave give gives given giving sent send
    sends sending supplied supply supplies supplying provided provide provides providing delivered
    deliver delivers delivering handed hand hands transferred transfer leaked leak shipped ship
    """.split()
)
MUTUAL = frozenset(
    """
    clash clashes fighting fight fights battle battles war wars feud feuds dispute talks
    negotiations truce ceasefire cease-fire armistice agreement agreements deal skirmish skirmishes
    firefight gunfight confrontation confrontations exchange exchanges meeting meetings combat
    violence hostilities shootout gunbattle peace treaty pact accord accords tension tensions
    contact contacts summit cooperation swap visit conflict conflicts
    """.split()
)
"""Nouns of what several do to each other."""
WEAPONS = frozenset(
    """
    aircraft helicopter helicopters jet jets warplane warplanes plane planes tank tanks howitzers
    guns gunship gunships
    missile missiles rocket rockets bomb bombs shell shells drone drones strike strikes airstrike
    airstrikes mine mines artillery mortar mortars grenade raid raids attack attacks
    """.split()
)
HELP = frozenset("help aid support backing assistance".split())
LINES = frozenset("border borders frontier boundary".split())
POSTS = frozenset(
    """
    post posts position positions base bases checkpoint checkpoints convoy convoys outpost outposts
    barracks garrison trenches trench headquarters patrol patrols station vehicle vehicles column
    camp camps lines stronghold strongholds depot
    """.split()
)
OTHER_TIMES = frozenset("when where while that because although if".split())
RESULTS = frozenset("killed killing kills wounded wounding injured injuring".split())
UNARMED_WHEN_STRUCK = frozenset(
    """
    minister president premier vice-president king chancellor herder herders herdsman herdsmen
    """.split()
)
"""Whom the table counts among the armed for what they do, and who are civilians when killed."""
TELLING = frozenset("said says told tells wrote recalled recounted".split())
STEPS_ASIDE = frozenset("following after before amid despite during because according".split())
