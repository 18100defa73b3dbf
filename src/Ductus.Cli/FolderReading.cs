using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>
/// Reads files into a folder: as many pages at a time as there are processors, none decoded before one of them is free; each file's results are
/// written when its last page is read. Of several files there is a report, by which the same command goes on where it stopped.
/// </summary>
internal sealed class FolderReading
{
    private readonly Terminal _terminal;
    private readonly ReadOptions _options;
    private readonly string _folder, _identity;
    private readonly PageReader _reader;
    private readonly Func<DocumentOrigin> _origin;
    private readonly ReadingReport? _report;
    private readonly Sources _sources;
    private readonly Dictionary<string, string> _claimed = new(StringComparer.OrdinalIgnoreCase);     // by the result, what it is of
    private readonly Lock _lock = new();
    private int _status = ExitStatus.Done, _failed, _skipped, _files, _pages, _lines;

    private FolderReading(Terminal terminal, ReadOptions options, string folder, ChosenReader chosen, Func<DocumentOrigin> origin, ReadingReport? report, Sources sources)
    {
        (_terminal, _options, _folder, _reader, _origin, _report, _sources) = (terminal, options, folder, chosen.PageReader(), origin, report, sources);
        _identity = $"{chosen.Identity}, {options.Identity}";
    }

    /// <param name="terminal">Told of problems, and of the end.</param>
    /// <param name="files">To read.</param>
    /// <param name="isReported">Whether there is a report, by which the same command goes on where it stopped.</param>
    /// <param name="options">With an output folder.</param>
    /// <param name="chosen">Reads.</param>
    /// <param name="origin">Who reads, and now.</param>
    /// <param name="cancel">Looked at once per page and batch of lines; files that are done stay.</param>
    /// <returns>The exit status.</returns>
    public static int Run(Terminal terminal, IReadOnlyList<InputFile> files, bool isReported, ReadOptions options, ChosenReader chosen, Func<DocumentOrigin> origin, CancellationToken cancel)
    {
        string folder = options.OutputFolder ?? throw new ArgumentException("There is no output folder.", nameof(options));
        if (File.Exists(folder))
            throw new IOException($"{folder}: expected a folder to write into; this is a file.");
        Directory.CreateDirectory(folder);
        using ReadingReport? report = isReported ? ReadingReport.Open(folder) : null;
        files = report?.Named(files) ?? files;
        // What a kill left half written. Nobody else is writing here: the report is open.
        if (report is not null)
            AtomicFile.DeleteParts(folder, target => DocumentFormat.All.Any(format => target.EndsWith(format.Extension, StringComparison.Ordinal)));
        var reading = new FolderReading(terminal, options, folder, chosen, origin, report, new Sources(files.Select(file => file.Path)));
        long started = Stopwatch.GetTimestamp();
        ProgressBar.Show(terminal, files.Count > 1 ? $"{files.Count} files" : files.Count == 1 ? files[0].Path : "", progress =>
        {
            try
            {
                Parallel.ForEach(Partitioner.Create(reading.Pages(files, progress, cancel), EnumerablePartitionerOptions.NoBuffering),
                    new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, page => reading.Read(page, files.Count, progress, cancel));
            }
            catch (AggregateException errors) when (errors.InnerExceptions.FirstOrDefault(error => error is OperationCanceledException) is { } canceled)
            {
                throw new OperationCanceledException(canceled.Message, canceled, cancel);
            }
            catch (AggregateException errors)
            {
                // The first one says what happened: the report that cannot be written, for one.
                ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
            }
            return 0;
        });
        if (report is not null)
        {
            report.Finish(files.Select(file => file.Path));
            terminal.Error.WriteLine(reading.Summary(Stopwatch.GetElapsedTime(started)));
        }
        return reading._status;
    }

    private string Summary(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture,
        $"{_pages} pages, {_lines} lines of {_files} files in {elapsed:h\\:mm\\:ss}; {_skipped} files were done before, {_failed} failed; report in {Path.Combine(_folder, ReadingReport.FileName)}");

    /// <summary>One page of a file, to be decoded and read.</summary>
    private sealed record Waiting(FileInWork File, int Number);

    /// <summary>The pages of all files, in order; what is done already is left out.</summary>
    private IEnumerable<Waiting> Pages(IReadOnlyList<InputFile> files, IProgress<ReadingProgress> progress, CancellationToken cancel)
    {
        foreach (InputFile file in files)
        {
            cancel.ThrowIfCancellationRequested();
            if (!TryBegin(file, cancel, out FileInWork? work))
            {
                Interlocked.Increment(ref _files);
                progress.Report(new ReadingProgress(_files, files.Count));
                continue;
            }
            foreach (int number in work.ToRead)
                yield return new Waiting(work, number);
            if (work.ToRead.Count == 0)
                Finish(work, files.Count, progress);
        }
    }

    private bool TryBegin(InputFile file, CancellationToken cancel, [NotNullWhen(true)] out FileInWork? work)
    {
        work = null;
        try
        {
            var given = GivenLayout.Of(_terminal, file, _options);
            string key = file.IsStandardInput ? "" : ReadingReport.KeyOf(file.Path, given?.Content, _identity);
            if (key.Length > 0 && _report?.PagesDone(file.Path, key) is > 0 and var pages && Results(file, pages).All(File.Exists))
            {
                _skipped++;
                // A stop came right before that.
                PageJournal.Delete(Path.Combine(_folder, file.RelativePath));
                return false;
            }
            if (file.IsStandardInput && _options.Formats.FirstOrDefault(format => format.HoldsImages) is { } holding)
                throw new IOException($"standard input: expected a file to take the images of, for {holding.Name} holds them.");
            foreach (string document in given?.Paths ?? [])
                _sources.Add(document);
            ImagePages images = file.IsStandardInput ? ImageFile.Open(_terminal.ReadInput(cancel), "standard input", _options.Images) : ImageFile.Open(file.Path, _options.Images);
            string[] results = [.. Results(file, images.Count)];
            _sources.Spare(results);
            Claim(file, results);
            IReadOnlySet<string> kept = _report?.Kept(file.Path, key, results) ?? new HashSet<string>();
            work = new FileInWork(file, key, given, images, images.Count > 1 && key.Length > 0 ? PageJournal.Open(Path.Combine(_folder, file.RelativePath), key) : null) { Kept = kept };
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DocumentException or ImageFormatException or OutOfMemoryException)
        {
            Fail(file, file.Problem(error));
            return false;
        }
    }

    /// <summary>No two files have one result.</summary>
    private void Claim(InputFile file, string[] results)
    {
        foreach (string result in results)
            if (!_claimed.TryAdd(result, file.Path) || (_report?.OwnerOf(result) is { } owner && owner != file.Path))
                throw new IOException($"{file.Path}: expected results of its own; {result} is that of {_report?.OwnerOf(result) ?? _claimed[result]}: give another folder with --output.");
    }

    private void Read(Waiting page, int files, IProgress<ReadingProgress> progress, CancellationToken cancel)
    {
        FileInWork work = page.File;
        long started = Stopwatch.GetTimestamp();
        try
        {
            if (work.Problem is null)
            {
                GreyImage image = work.Images.Read(page.Number);
                // A single page is all that there is to watch.
                IProgress<ReadingProgress>? lines = files == 1 && work.Images.Count == 1 ? progress : null;
                Page read = work.Given is { } given ? given.Read(_reader, image, page.Number, lines, cancel)
                    : _options.Extent == Extent.Page ? _reader.Read(image, lines, cancel) : _reader.ReadLine(image, cancel);
                double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                work.Add(page.Number, read with { ImageName = work.File.IsStandardInput ? null : Path.GetFileName(work.File.Path) }, seconds, _origin());
                if (files == 1 && work.Images.Count > 1)
                    progress.Report(new ReadingProgress(work.PagesDone, work.Images.Count));
                if (_options.Verbose)
                    Tell(string.Create(CultureInfo.InvariantCulture, $"{work.File.Path} page {page.Number}: {read.Width} × {read.Height} pixels, {read.Lines.Count()} lines, {seconds:F2} s"));
            }
        }
        catch (Exception error) when (error is OutOfMemoryException or IOException or UnauthorizedAccessException or ImageFormatException)
        {
            work.Problem = work.File.Problem(error);
        }
        if (work.EndOfPage())
            Finish(work, files, progress);
    }

    /// <summary>Writes what was read of a file, after its last page.</summary>
    private void Finish(FileInWork work, int files, IProgress<ReadingProgress> progress)
    {
        if (work.Problem is null)
        {
            try
            {
                Page[] pages = [.. work.Pages.Select(page => page.Page)];
                string path = Path.Combine(_folder, work.File.RelativePath);
                if (_options.Formats.Count == 0)
                    AtomicFile.Write(path + ".txt", string.Join('\n', pages.Select(_options.TextOf).Where(text => text.Length > 0)));
                foreach (DocumentFormat format in _options.Formats)
                {
                    // Corrected, perhaps, since it was written: it stays.
                    if (format.Files(path, pages.Length).All(work.Kept.Contains))
                        continue;
                    if (work.Given?.Format == format)
                    {
                        IReadOnlyList<byte[]> edited = work.Given.Edited(pages);
                        foreach (var (file, content) in format.Files(path, edited.Count).Zip(edited))
                            AtomicFile.Write(file, content);
                    }
                    else
                        format.Write(pages, path, _origin(), _options.Marks, work.File.Path);
                }
                _report?.Add(work.File, work.Key, [.. work.Pages.Select(page => Read(page.Page, page.Seconds))], [.. Results(work.File, pages.Length)], work.Kept);
                work.Journal?.Delete();
                Interlocked.Add(ref _pages, pages.Length);
                Interlocked.Add(ref _lines, pages.Sum(page => page.Lines.Count()));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException)
            {
                work.Problem = work.File.Problem(error);
            }
        }
        work.Journal?.Dispose();
        if (work.Problem is { } problem)
            Fail(work.File, problem);
        int done = Interlocked.Increment(ref _files);
        if (files > 1)
            progress.Report(new ReadingProgress(done, files));
    }

    private static ReadPage Read(Page page, double seconds)
    {
        double[] confidences = [.. page.Lines.Select(line => line.Confidence).OfType<double>()];
        return new ReadPage(page.Lines.Count(), confidences.Length > 0 ? confidences.Average() : null, seconds);
    }

    private IEnumerable<string> Results(InputFile file, int pages)
    {
        string path = Path.Combine(_folder, file.RelativePath);
        return _options.Formats.Count == 0 ? [path + ".txt"] : _options.Formats.SelectMany(format => format.Files(path, pages));
    }

    private void Fail(InputFile file, string problem)
    {
        Interlocked.Increment(ref _failed);
        _status = ExitStatus.Failed;
        _report?.AddError(file.Path, problem);
        lock (_lock)
            _terminal.Complain(problem);
    }

    private void Tell(string message)
    {
        lock (_lock)
            _terminal.Error.WriteLine(message);
    }

    /// <summary>A file of which pages are being read.</summary>
    private sealed class FileInWork
    {
        private readonly ConcurrentDictionary<int, (Page Page, double Seconds)> _pages;
        private int _ended;

        public FileInWork(InputFile file, string key, GivenLayout? given, ImagePages images, PageJournal? journal)
        {
            (File, Key, Given, Images, Journal) = (file, key, given, images, journal);
            _pages = new(journal?.Done.Where(page => page.Key <= images.Count) ?? []);
            ToRead = [.. Enumerable.Range(1, images.Count).Where(number => !_pages.ContainsKey(number))];
        }

        public InputFile File { get; }

        public string Key { get; }

        /// <summary>Its lines; <see langword="null"/> where they are looked for.</summary>
        public GivenLayout? Given { get; }

        public ImagePages Images { get; }

        /// <summary>Results that are there and stay as they are.</summary>
        public required IReadOnlySet<string> Kept { get; init; }

        /// <summary>Of a file of several pages.</summary>
        public PageJournal? Journal { get; }

        /// <summary>Numbers of the pages that no earlier command has read.</summary>
        public IReadOnlyList<int> ToRead { get; }

        public int PagesDone => _pages.Count;

        /// <summary>Why it cannot be read; the first reason counts.</summary>
        public string? Problem { get; set => field ??= value; }

        public IEnumerable<(Page Page, double Seconds)> Pages => _pages.OrderBy(page => page.Key).Select(page => page.Value);

        public void Add(int number, Page page, double seconds, DocumentOrigin origin) => _pages[number] = (Journal?.Add(number, page, seconds, origin) ?? page, seconds);

        /// <summary>A page is read, or will not be.</summary>
        /// <returns>Whether it was the last.</returns>
        public bool EndOfPage() => Interlocked.Increment(ref _ended) == ToRead.Count;
    }
}
