import { useCallback, useEffect, useRef, useState, type DragEvent } from 'react';
import { api, ApiError, type DocumentSummary, type Job, type JobProgress } from './api';
import { useInterface } from './App';
import { ReadingOptionsForm, usualOptions } from './ReadingOptionsForm';

/** A file on its way: sent, then read. */
interface Sending {
  key: number;
  name: string;
  share: number;
  document?: DocumentSummary;
  job?: Job;
  progress?: JobProgress;
  error?: string;
}

let sendings = 0;

/** Where files are dropped, and what was read of earlier ones. */
export function DocumentsView() {
  const { t, complain } = useInterface();
  const [search, setSearch] = useState('');
  const [documents, setDocuments] = useState<DocumentSummary[] | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const [sending, setSending] = useState<Sending[]>([]);
  const [options, setOptions] = useState(usualOptions);
  const [isOver, setIsOver] = useState(false);
  const asked = useRef(0);
  const stops = useRef<(() => void)[]>([]);

  const load = useCallback(
    async (words: string, from?: string) => {
      // Answers that come late, to what nobody asks any more, are dropped.
      const number = ++asked.current;
      try {
        const list = await api.list(words, from);
        if (number !== asked.current) return;
        setDocuments((known) => (from && known ? [...known, ...list.documents] : list.documents));
        setBefore(list.before);
      } catch (error) {
        complain(error);
      }
    },
    [complain],
  );

  useEffect(() => {
    const timer = setTimeout(() => void load(search), search ? 200 : 0);
    return () => clearTimeout(timer);
  }, [load, search]);

  useEffect(() => () => stops.current.forEach((stop) => stop()), []);

  const change = (key: number, values: Partial<Sending>) => setSending((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));

  const send = useCallback(
    async (files: Iterable<File>) => {
      for (const file of files) {
        const key = ++sendings;
        setSending((all) => [{ key, name: file.name || 'image', share: 0 }, ...all]);
        try {
          const { document, job } = await api.send(file, options, (share) => change(key, { share }));
          change(key, { document, job });
          stops.current.push(
            api.listen(job.id, (progress) => {
              change(key, { progress });
              if (progress.state !== 'waiting') void load(search);
            }),
          );
        } catch (error) {
          if (error instanceof ApiError && error.status === 401) complain(error);
          change(key, { error: (error instanceof ApiError && error.message) || t.offline });
        }
      }
    },
    [complain, load, options, search, t],
  );

  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void send(files);
    };
    addEventListener('paste', pasted);
    return () => removeEventListener('paste', pasted);
  }, [send]);

  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void send(event.dataTransfer.files);
  };

  return (
    <main>
      <h1>{t.title}</h1>
      <section
        className={isOver ? 'drop over' : 'drop'}
        aria-label={t.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={dropped}
      >
        <p>{t.drop}</p>
        <div className="row">
          <label className="button">
            {t.choose}
            <input type="file" multiple accept="image/*,.pdf,.tif,.tiff,.jp2,.pnm,.pgm" data-testid="file" onChange={(event) => void send([...(event.target.files ?? [])])} />
          </label>
          <label className="button">
            {t.photograph}
            <input type="file" accept="image/*" capture="environment" onChange={(event) => void send([...(event.target.files ?? [])])} />
          </label>
        </div>
        <ReadingOptionsForm options={options} change={setOptions} />
      </section>
      {sending.length > 0 && (
        <ul className="sending" aria-live="polite">
          {sending.map((one) => (
            <SendingRow key={one.key} sending={one} />
          ))}
        </ul>
      )}
      <section aria-labelledby="documents">
        <div className="row spread">
          <h2 id="documents">{t.documents}</h2>
          <input type="search" placeholder={t.search} aria-label={t.search} value={search} onChange={(event) => setSearch(event.target.value)} />
        </div>
        {documents?.length === 0 && <p className="faint">{search ? t.notFound : t.none}</p>}
        <ul className="documents">
          {documents?.map((document) => (
            <DocumentRow key={document.id} document={document} changed={() => void load(search)} />
          ))}
        </ul>
        {before && <button onClick={() => void load(search, before)}>{t.more}</button>}
      </section>
    </main>
  );
}

function SendingRow({ sending }: { sending: Sending }) {
  const { t, complain } = useInterface();
  const { progress, job, document, error } = sending;
  const pages = progress?.pages ?? document?.pageCount ?? 1;
  const state = error ?? stateOf();

  function stateOf(): string {
    if (!job) return t.sending(Math.round(100 * sending.share));
    if (!progress) return t.waiting;
    if (progress.state === 'cancelled') return t.cancelled;
    if (progress.state === 'failed') return t.failed;
    if (progress.state === 'done') return t.pages(pages);
    const page = Math.min(pages, progress.pagesDone + 1);
    return progress.lines > 0 ? t.readingLines(page, pages, progress.linesRead, progress.lines) : t.reading(page, pages);
  }

  const isOver = progress && progress.state !== 'waiting';
  const share = !job ? sending.share : progress ? (progress.pagesDone + (progress.lines > 0 ? progress.linesRead / progress.lines : 0)) / pages : undefined;
  return (
    <li>
      {document ? <a href={`#/${document.id}`}>{sending.name}</a> : <span>{sending.name}</span>}
      <span className={error || progress?.state === 'failed' ? 'bad' : 'faint'}>{state}</span>
      {!error && !isOver && <progress value={share} aria-label={sending.name} />}
      {job && !isOver && !error && (
        <button className="plain" onClick={() => api.cancel(job.id).catch(complain)}>
          {t.stop}
        </button>
      )}
    </li>
  );
}

function DocumentRow({ document, changed }: { document: DocumentSummary; changed: () => void }) {
  const { t, complain } = useInterface();
  const dialog = useRef<HTMLDialogElement>(null);
  const asking = useRef<HTMLDialogElement>(null);

  const rename = async (name: string) => {
    try {
      await api.rename(document.id, name);
      changed();
    } catch (error) {
      complain(error);
    }
  };
  const remove = async () => {
    try {
      await api.remove(document.id);
      changed();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <li>
      <a href={`#/${document.id}`}>{document.name}</a>
      <span className="faint">
        {new Date(document.created).toLocaleString()} · {document.pagesRead < document.pageCount ? `${document.pagesRead} / ` : ''}
        {t.pages(document.pageCount)}
      </span>
      <span className="row">
        <button className="plain" onClick={() => dialog.current?.showModal()}>
          {t.rename}
        </button>
        <button className="plain" onClick={() => asking.current?.showModal()}>
          {t.remove}
        </button>
      </span>
      <dialog ref={dialog} aria-label={t.rename}>
        <form method="dialog" onSubmit={(event) => void rename(String(new FormData(event.currentTarget).get('name')))}>
          <label>
            {t.newName} <input name="name" defaultValue={document.name} required />
          </label>
          <div className="row">
            <button>{t.rename}</button>
            <button type="button" className="plain" onClick={() => dialog.current?.close()}>
              {t.undo}
            </button>
          </div>
        </form>
      </dialog>
      <dialog ref={asking} aria-label={t.remove}>
        <form method="dialog" onSubmit={() => void remove()}>
          <p>{t.reallyRemove(document.name)}</p>
          <div className="row">
            <button>{t.remove}</button>
            <button type="button" className="plain" onClick={() => asking.current?.close()}>
              {t.undo}
            </button>
          </div>
        </form>
      </dialog>
    </li>
  );
}
