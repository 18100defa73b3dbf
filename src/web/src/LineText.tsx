import { useEffect, useRef, useState } from 'react';
import type { Alternative, Line, Word } from './api';
import { useInterface } from './App';

interface Props {
  line: Line;
  number: number;
  /** Words that were read with less confidence are underlined, 0 to 1. */
  sureFrom: number;
  isChosen: boolean;
  /** The same line in the version that is compared with. */
  other?: string | null;
  choose: () => void;
  save: (text: string) => Promise<void>;
}

/** A line as it was read, to look at and to correct. */
export function LineText({ line, number, sureFrom, isChosen, other, choose, save }: Props) {
  const { t } = useInterface();
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const text = line.text ?? '';

  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);

  const keep = async (value: string) => {
    if (value !== text) {
      setIsSaving(true);
      try {
        await save(value);
      } finally {
        setIsSaving(false);
      }
    }
    setDraft(null);
  };

  const withWord = (word: Word, alternative: Alternative) => {
    // The words stand in the text in their order.
    const words = text.split(' ');
    const at = line.words.indexOf(word);
    if (words[at] === word.text) words[at] = alternative.text;
    void keep(words.join(' '));
  };

  return (
    <li ref={row} className={isChosen ? 'line chosen' : 'line'} aria-label={t.line(number)} aria-current={isChosen || undefined} onClick={choose}>
      <span className="number" aria-hidden="true">
        {number}
      </span>
      {draft === null ? (
        <>
          <span className="text" lang="">
            {line.words.length > 0 ? <Words words={line.words} sureFrom={sureFrom} /> : text || <span className="faint">–</span>}
          </span>
          <button className="plain edit" aria-label={`${t.edit} ${number}`} title={t.edit} disabled={isSaving} onClick={() => setDraft(text)}>
            {isSaving ? t.saving : '✎'}
          </button>
        </>
      ) : (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            void keep(draft);
          }}
        >
          <input
            autoFocus
            aria-label={`${t.edit} ${number}`}
            value={draft}
            disabled={isSaving}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
          />
          <button disabled={isSaving}>{t.save}</button>
          <button type="button" className="plain" onClick={() => setDraft(null)}>
            {t.undo}
          </button>
        </form>
      )}
      {line.corrected !== undefined && line.corrected !== text && (
        <p className="beside">
          {t.spelling}:{' '}
          <button className="plain" onClick={() => void keep(line.corrected ?? text)}>
            {line.corrected}
          </button>
        </p>
      )}
      {other !== undefined && other !== text && <p className="beside compared">{other ?? '–'}</p>}
      {isChosen && draft === null && (
        <div className="alternatives">
          <Alternatives title={t.alternatives} alternatives={line.alternatives ?? []} take={(one) => void keep(one.text)} />
          {line.words
            .filter((word) => word.confidence !== undefined && word.confidence < sureFrom && (word.alternatives?.length ?? 0) > 0)
            .map((word, index) => (
              <Alternatives key={index} title={word.text} alternatives={word.alternatives ?? []} take={(one) => withWord(word, one)} />
            ))}
        </div>
      )}
    </li>
  );
}

function Words({ words, sureFrom }: { words: Word[]; sureFrom: number }) {
  return words.map((word, index) => {
    const isDoubtful = word.confidence !== undefined && word.confidence < sureFrom;
    return (
      <span key={index}>
        {index > 0 && ' '}
        {isDoubtful ? (
          <span className="doubtful" title={`${Math.round(100 * (word.confidence ?? 0))} %`}>
            {word.text}
          </span>
        ) : (
          word.text
        )}
      </span>
    );
  });
}

function Alternatives({ title, alternatives, take }: { title: string; alternatives: Alternative[]; take: (one: Alternative) => void }) {
  if (alternatives.length === 0) return null;
  return (
    <p>
      <span className="faint">{title}: </span>
      {alternatives.slice(0, 4).map((one) => (
        <button
          key={one.text}
          className="plain"
          onClick={(event) => {
            event.stopPropagation();
            take(one);
          }}
        >
          {one.text} <small>{Math.round(100 * one.confidence)} %</small>
        </button>
      ))}
    </p>
  );
}
