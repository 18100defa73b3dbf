import { useCallback, useEffect, useRef, useState } from 'react';
import { api, ApiError, formats, type DocumentDetails, type JobProgress, type PageContent, type PageVersion, type ReadingOptions } from './api';
import { useInterface } from './App';
import { LineText } from './LineText';
import { ReadingOptionsForm, usualOptions } from './ReadingOptionsForm';
import { Viewer } from './Viewer';

/** One document, page by page: the picture beside what it says. */
export function DocumentView({ id, page }: { id: string; page: number }) {
  const { t, complain } = useInterface();
  const [details, setDetails] = useState<DocumentDetails | null>(null);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [isReadingAgain, setIsReadingAgain] = useState(false);
  const [options, setOptions] = useState<ReadingOptions>(usualOptions);

  const load = useCallback(async () => {
    try {
      setDetails(await api.details(id));
    } catch (error) {
      complain(error);
    }
  }, [complain, id]);

  useEffect(() => void load(), [load]);

  const job = details?.jobs[0];
  const waiting = job?.state === 'waiting' ? job.id : null;
  useEffect(() => {
    if (!waiting) return;
    let done = -1;
    return api.listen(waiting, (told) => {
      setProgress(told.state === 'waiting' ? told : null);
      // Pages appear as they are read.
      if (told.pagesDone !== done || told.state !== 'waiting') void load();
      done = told.pagesDone;
    });
  }, [load, waiting]);

  if (!details) return <main />;
  const { document } = details;
  const summary = details.pages[page - 1];
  const failure = job?.failures.find((one) => one.page === page)?.message ?? (job?.state === 'failed' ? job.error : null);

  const readAgain = async () => {
    try {
      await api.readAgain(id, options);
      setIsReadingAgain(false);
      await load();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <main className="document">
      <nav className="row spread">
        <a href="#/">← {t.back}</a>
        <h1>{document.name}</h1>
        <span className="row">
          <select
            aria-label={t.download}
            value=""
            onChange={(event) => {
              location.assign(api.fileOf(id, event.target.value));
            }}
          >
            <option value="" disabled>
              {t.download} …
            </option>
            {formats.map((format) => (
              <option key={format} value={format}>
                {format === 'txt' ? 'Text' : format === 'md' ? 'Markdown' : format.toUpperCase()}
              </option>
            ))}
          </select>
          <button className="plain" aria-expanded={isReadingAgain} onClick={() => setIsReadingAgain(!isReadingAgain)}>
            {t.readAgain}
          </button>
        </span>
      </nav>
      {isReadingAgain && (
        <section className="again">
          <ReadingOptionsForm options={options} change={setOptions} />
          <button onClick={() => void readAgain()}>{t.readAgain}</button>
        </section>
      )}
      {document.pageCount > 1 && (
        <nav className="row pages" aria-label={t.pages(document.pageCount)}>
          <a className="button" aria-label={t.previous} aria-disabled={page === 1} href={page > 1 ? `#/${id}/${page - 1}` : undefined}>
            ‹
          </a>
          <span>{t.page(page, document.pageCount)}</span>
          <a className="button" aria-label={t.next} aria-disabled={page === document.pageCount} href={page < document.pageCount ? `#/${id}/${page + 1}` : undefined}>
            ›
          </a>
        </nav>
      )}
      {waiting && (
        <p className="row" role="status">
          <progress value={progress ? progress.pagesDone + (progress.lines ? progress.linesRead / progress.lines : 0) : undefined} max={document.pageCount} aria-label={t.readAgain} />
          {progress ? (progress.lines ? t.readingLines(Math.min(progress.pages, progress.pagesDone + 1), progress.pages, progress.linesRead, progress.lines) : t.reading(Math.min(progress.pages, progress.pagesDone + 1), progress.pages)) : t.waiting}
        </p>
      )}
      {failure && <p className="bad">{failure}</p>}
      {summary && <PageView key={page} id={id} page={page} newest={summary.version} isWaiting={waiting !== null} changed={load} />}
    </main>
  );
}

interface PageProps {
  id: string;
  page: number;
  newest: number;
  isWaiting: boolean;
  changed: () => Promise<void>;
}

function PageView({ id, page, newest, isWaiting, changed }: PageProps) {
  const { t, complain } = useInterface();
  const [content, setContent] = useState<PageContent | null>(null);
  const [shown, setShown] = useState(0);
  const [versions, setVersions] = useState<PageVersion[]>([]);
  const [compared, setCompared] = useState<{ version: number; content: PageContent } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [sureFrom, setSureFrom] = useState(0.6);
  const [note, setNote] = useState('');
  const saving = useRef(Promise.resolve());

  useEffect(() => {
    if (newest === 0) return;
    let isLeft = false;
    Promise.all([api.content(id, page, newest), api.versions(id, page)]).then(([read, all]) => {
      if (isLeft) return;
      setContent(read);
      setShown(newest);
      setVersions(all);
    }, complain);
    return () => {
      isLeft = true;
    };
  }, [complain, id, page, newest]);

  const look = async (version: number) => {
    try {
      setContent(await api.content(id, page, version));
      setShown(version);
    } catch (error) {
      complain(error);
    }
  };

  const compare = async (version: number) => {
    try {
      setCompared(version === 0 ? null : { version, content: await api.content(id, page, version) });
    } catch (error) {
      complain(error);
    }
  };

  // One after the other: each is based on the one before.
  const latest = useRef(newest);
  latest.current = Math.max(latest.current, newest);
  const save = (line: string, text: string) => {
    const saved = saving.current.then(async () => {
      setNote(t.saving);
      try {
        const version = await api.correct(id, page, shown === newest ? latest.current : shown, [{ id: line, text }]);
        latest.current = version.version;
        setContent(await api.content(id, page, version.version));
        setShown(version.version);
        setNote(t.saved);
        await changed();
      } catch (error) {
        setNote('');
        if (error instanceof ApiError && error.status === 409) {
          complain(new ApiError(409, t.conflict));
          await changed();
        } else complain(error);
      }
    });
    saving.current = saved;
    return saved;
  };

  const read = content?.pages[0];
  if (newest === 0 && !isWaiting) return <p className="faint">{t.notRead}</p>;
  const others = new Map(compared?.content.pages[0].lines.map((line) => [line.id, line.text]));
  return (
    <div className="page">
      <Viewer image={api.imageOf(id, page)} width={read?.width ?? 0} height={read?.height ?? 0} lines={read?.lines ?? []} chosen={chosen} choose={setChosen} />
      {read && (
        <section className="lines" aria-label={t.page(page, page)}>
          <div className="row spread tools">
            <label>
              {t.versions}{' '}
              <select value={shown} onChange={(event) => void look(Number(event.target.value))}>
                {versions.map((one) => (
                  <option key={one.version} value={one.version}>
                    {t.version(one.version)}, {one.job ? t.readBy : t.correctedBy}, {new Date(one.created).toLocaleString()}
                  </option>
                ))}
              </select>
            </label>
            {versions.length > 1 && (
              <label>
                {t.compare}{' '}
                <select value={compared?.version ?? 0} onChange={(event) => void compare(Number(event.target.value))}>
                  <option value={0}>{t.nothing}</option>
                  {versions
                    .filter((one) => one.version !== shown)
                    .map((one) => (
                      <option key={one.version} value={one.version}>
                        {t.version(one.version)}
                      </option>
                    ))}
                </select>
              </label>
            )}
            <label>
              {t.sureBelow} {Math.round(100 * sureFrom)} %{' '}
              <input type="range" min="0" max="1" step="0.05" value={sureFrom} onChange={(event) => setSureFrom(Number(event.target.value))} />
            </label>
            <span role="status" className="faint">
              {note}
            </span>
          </div>
          {read.lines.length === 0 && <p className="faint">{t.noLines}</p>}
          <ol>
            {read.lines.map((line, index) => (
              <LineText
                key={line.id}
                line={line}
                number={index + 1}
                sureFrom={sureFrom}
                isChosen={chosen === line.id}
                other={compared ? (others.get(line.id) ?? null) : undefined}
                choose={() => setChosen(line.id)}
                save={(text) => save(line.id, text)}
              />
            ))}
          </ol>
          <p className="faint">{content.model && [content.model.name, content.model.version, content.decoder].filter(Boolean).join(', ')}</p>
        </section>
      )}
    </div>
  );
}
