// What the server says and takes; /openapi/v1.json describes it.

export interface Problem {
  status: number;
  detail?: string;
  title?: string;
}

export interface DocumentSummary {
  id: string;
  name: string;
  created: string;
  bytes: number;
  pageCount: number;
  pagesRead: number;
}

export interface DocumentList {
  documents: DocumentSummary[];
  before: string | null;
}

export interface Job {
  id: string;
  document: string;
  created: string;
  finished: string | null;
  state: 'waiting' | 'done' | 'failed' | 'cancelled';
  pagesDone: number;
  pages: number;
  error: string | null;
  failures: { page: number; message: string }[];
}

export interface JobProgress {
  state: Job['state'];
  pagesDone: number;
  pages: number;
  linesRead: number;
  lines: number;
}

export interface DocumentDetails {
  document: DocumentSummary;
  pages: { number: number; version: number; text: string }[];
  jobs: Job[];
}

export interface PageVersion {
  version: number;
  created: string;
  job: string | null;
}

export interface Alternative {
  text: string;
  confidence: number;
}

export interface Word {
  text: string;
  polygon: [number, number][];
  confidence?: number;
  alternatives?: Alternative[];
}

export interface Line {
  id: string;
  polygon: [number, number][];
  text: string | null;
  confidence?: number;
  corrected?: string;
  alternatives?: Alternative[];
  words: Word[];
}

export interface PageContent {
  decoder?: string;
  model?: { name: string; version?: string };
  pages: [{ width: number; height: number; lines: Line[] }];
}

export interface InstalledModel {
  name: string;
  version: string;
  reads: 'lines' | 'words' | 'characters';
  languages: string[];
  languageModel: string | null;
  commercialUse: 'yes' | 'no' | 'unknown';
}

/** How something is to be read; empty values leave it to the server. */
export interface ReadingOptions {
  extent: 'page' | 'line';
  model: string;
  language: string;
  lm: string;
  correct: string;
}

/** An answer that is none of the wished ones, with what the server says of it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const formats = ['txt', 'page', 'alto', 'pdf', 'hocr', 'tei', 'md', 'json', 'csv'] as const;

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw await problem(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function problem(response: Response): Promise<ApiError> {
  const said = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new ApiError(response.status, said.detail ?? said.title ?? `HTTP ${response.status}`);
}

const json = (method: string, body: unknown): RequestInit => ({ method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : '?' + new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
}

const documents = '/api/v1/documents';

export const api = {
  models: () => ask<InstalledModel[]>('/api/v1/models'),
  list: (search: string, before?: string) => ask<DocumentList>(documents + query({ search, before })),
  details: (id: string) => ask<DocumentDetails>(`${documents}/${id}`),
  rename: (id: string, name: string) => ask<DocumentSummary>(`${documents}/${id}`, json('PATCH', { name })),
  remove: (id: string) => ask<void>(`${documents}/${id}`, { method: 'DELETE' }),
  readAgain: (id: string, options: ReadingOptions) => ask<Job>(`${documents}/${id}/jobs${query({ ...options })}`, { method: 'POST' }),
  cancel: (job: string) => ask<void>(`/api/v1/jobs/${job}`, { method: 'DELETE' }),
  content: (id: string, page: number, version?: number) => ask<PageContent>(`${documents}/${id}/pages/${page}/content${query({ format: 'json', version })}`),
  versions: (id: string, page: number) => ask<PageVersion[]>(`${documents}/${id}/pages/${page}/versions`),
  correct: (id: string, page: number, basedOn: number, lines: { id: string; text: string }[]) =>
    ask<PageVersion>(`${documents}/${id}/pages/${page}/versions`, json('POST', { basedOn, lines })),
  signIn: (token: string) => ask<void>('/api/v1/session', json('POST', { token })),
  imageOf: (id: string, page: number) => `${documents}/${id}/pages/${page}/image`,
  fileOf: (id: string, format: string) => `${documents}/${id}/content${query({ format })}`,

  /** Sends a file; `told` hears which share of it has left. */
  send(file: File, options: ReadingOptions, told: (share: number) => void): Promise<{ document: DocumentSummary; job: Job }> {
    // Not fetch: it does not tell how much has been sent.
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append('file', file, file.name);
      request.upload.onprogress = (event) => told(event.lengthComputable ? event.loaded / event.total : 0);
      request.onerror = () => reject(new ApiError(0, ''));
      request.onload = () => {
        let said: unknown;
        try {
          said = JSON.parse(request.responseText);
        } catch {
          said = {};
        }
        if (request.status === 201) resolve(said as { document: DocumentSummary; job: Job });
        else reject(new ApiError(request.status, (said as Partial<Problem>).detail ?? `HTTP ${request.status}`));
      };
      request.open('POST', documents + query({ ...options }));
      request.send(form);
    });
  },

  /** Hears of a job until it has ended; returns what stops listening. A connection that breaks is taken up again by the browser. */
  listen(job: string, told: (progress: JobProgress) => void): () => void {
    const source = new EventSource(`/api/v1/jobs/${job}/events`);
    source.addEventListener('progress', (event) => {
      const progress = JSON.parse((event as MessageEvent<string>).data) as JobProgress;
      if (progress.state !== 'waiting') source.close();
      told(progress);
    });
    return () => source.close();
  },
};
