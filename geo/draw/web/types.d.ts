/** Shapes of the values that modules hand to each other. */

export interface Section { info: any; columns: Record<string, Numbers>; }

export type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array;

export interface Multi { offsets: Uint32Array; codes: Numbers; }

export interface Kind { family: string; symbol: string; definition: string; }

export interface Line { row: number; x1: number; y1: number; x2: number; y2: number; arrow: boolean; exchange: boolean; }

export interface Table {
  n: number; title: string;
  lon: Numbers; lat: Numbers; x: Float64Array; y: Float64Array; pinned: Uint8Array;
  from: Float64Array; to: Float64Array; bound: Numbers; dated: number;
  start: number; stop: number;
  codes: Record<string, Numbers>;
  lists: Record<string, Multi>;
  /** Settled once the table has all its codes and lists. */
  whole: Promise<void>;
  vocabularies: Record<string, any[]>;
  kinds: Kind[];
  precision: Numbers; radius: Numbers; killed: Numbers; wounded: Numbers; articles: Numbers;
  lines: Line[]; areas: Area[];
  chunk: number; sources: string[][]; letters: Record<string, string>;
  /** How many sections hold the codes and lists that it opens without. */
  further: number;
}

export interface Area { row: number; x: number; y: number; }

export interface Claim {
  source: Source; claim_id: string; stance: string; modality: string; event_type: string;
  claimant: string | null; date: [string | null, string | null, string, string | null]; inferred: string[];
  summary: string; words: string; before: string; after: string; trigger?: string; casualties?: string;
}

export interface Source { article_id?: string; title?: string; publisher?: string; published?: string; url?: string; }

export interface Detail {
  id: string; summary: string; text: string; form?: string; actors: any[]; counts: (number | null)[] | null; casualties?: string;
  disagreements: string[]; corrections: string[]; source?: { publisher?: string; url?: string }; others: any[]; names: string[]; claims: Claim[];
}

export interface State {
  window: [number, number] | null; undated: boolean; query: string;
  chosen: Record<string, number[]>; selected: number; hover: number; group: number[] | null;
  tab: string; color: string; sort: string; layers: Record<string, boolean>; domain: [number, number] | null;
  view: string;
}

declare global {
  const L: any;
  var geoIncidents: any;
  var geoMapOptions: any;
  var $: any;
}
