import { useEffect, useState } from 'react';
import { api, type InstalledModel, type ReadingOptions } from './api';
import { useInterface } from './App';

export const usualOptions: ReadingOptions = { extent: 'page', model: '', language: '', lm: '', correct: '' };

/** How something is to be read: folded away, since the server mostly knows. */
export function ReadingOptionsForm({ options, change }: { options: ReadingOptions; change: (options: ReadingOptions) => void }) {
  const { t, complain } = useInterface();
  const [models, setModels] = useState<InstalledModel[]>([]);

  useEffect(() => {
    api.models().then((all) => setModels(all.filter((model) => model.reads === 'lines')), complain);
  }, [complain]);

  const languages = [...new Set(models.flatMap((model) => model.languages))].sort();
  return (
    <details className="options">
      <summary>{t.options}</summary>
      <div className="grid">
        <label>
          {t.model}
          <select value={options.model} onChange={(event) => change({ ...options, model: event.target.value })}>
            <option value="">{t.automatic}</option>
            {models.map((model) => (
              <option key={model.name}>{model.name}</option>
            ))}
          </select>
        </label>
        <label>
          {t.language}
          <select value={options.language} onChange={(event) => change({ ...options, language: event.target.value })}>
            <option value="">{t.automatic}</option>
            <option value="auto">{t.findOut}</option>
            {languages.map((language) => (
              <option key={language}>{language}</option>
            ))}
          </select>
        </label>
        <label>
          {t.languageModel}
          <select value={options.lm} onChange={(event) => change({ ...options, lm: event.target.value })}>
            <option value="">{t.withIt}</option>
            <option value="none">{t.withoutIt}</option>
          </select>
        </label>
        <label>
          {t.correctSpelling}
          <select value={options.correct} onChange={(event) => change({ ...options, correct: event.target.value })}>
            <option value="">{t.no}</option>
            <option value="en">English</option>
            <option value="fr">Français</option>
            <option value="vi">Tiếng Việt</option>
          </select>
        </label>
        <label className="check">
          <input type="checkbox" checked={options.extent === 'line'} onChange={(event) => change({ ...options, extent: event.target.checked ? 'line' : 'page' })} /> {t.singleLine}
        </label>
      </div>
    </details>
  );
}
