import { createContext, useCallback, useContext, useEffect, useState, type FormEvent } from 'react';
import { api, ApiError } from './api';
import { DocumentsView } from './DocumentsView';
import { DocumentView } from './DocumentView';
import { languages, preferredLanguage, type LanguageCode, type Texts } from './texts';

interface Interface {
  t: Texts;
  /** Tells the person of an error; what the server wants of them is asked for. */
  complain: (error: unknown) => void;
}

const InterfaceContext = createContext<Interface | null>(null);

/** The words of the interface, and where errors go. */
export function useInterface(): Interface {
  const value = useContext(InterfaceContext);
  if (!value) throw new Error('useInterface outside of App');
  return value;
}

/** Where somebody is: `#/ID/PAGE`, or the list. */
function place(): { document?: string; page: number } {
  const [, document, page] = location.hash.split('/');
  return { document: document || undefined, page: Math.max(1, Number(page) || 1) };
}

export function App() {
  const [language, setLanguage] = useState<LanguageCode>(preferredLanguage);
  const [at, setAt] = useState(place);
  const [complaint, setComplaint] = useState('');
  const [wantsToken, setWantsToken] = useState(false);
  const [round, setRound] = useState(0);
  const t = languages[language];

  useEffect(() => {
    const moved = () => {
      setAt(place());
      setComplaint('');
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);

  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem('language', language);
  }, [language]);

  const complain = useCallback(
    (error: unknown) => {
      if (error instanceof ApiError && error.status === 401) {
        setWantsToken(true);
        setComplaint('');
      }
      else setComplaint(error instanceof ApiError && error.message ? error.message : error instanceof TypeError || error instanceof ApiError ? t.offline : String(error));
    },
    [t],
  );

  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      await api.signIn(String(new FormData(event.currentTarget).get('token')));
      setWantsToken(false);
      setRound(round + 1);
    } catch (error) {
      setComplaint(error instanceof ApiError ? error.message : t.offline);
    }
  };

  return (
    <InterfaceContext value={{ t, complain }}>
      <header>
        <a href="#/" className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" /> Ductus
        </a>
        <select aria-label={t.language} value={language} onChange={(event) => setLanguage(event.target.value as LanguageCode)}>
          <option value="en">English</option>
          <option value="fr">Français</option>
          <option value="vi">Tiếng Việt</option>
        </select>
      </header>
      <div role="alert" className={complaint ? 'complaint' : 'complaint empty'}>
        {complaint}
        {complaint && (
          <button className="plain" aria-label="×" onClick={() => setComplaint('')}>
            ×
          </button>
        )}
      </div>
      {wantsToken ? (
        <main className="sign-in">
          <form onSubmit={signIn}>
            <label>
              {t.token} <input name="token" type="password" autoComplete="current-password" autoFocus required />
            </label>
            <button>{t.signIn}</button>
          </form>
        </main>
      ) : at.document ? (
        <DocumentView key={`${at.document} ${round}`} id={at.document} page={at.page} />
      ) : (
        <DocumentsView key={round} />
      )}
    </InterfaceContext>
  );
}
