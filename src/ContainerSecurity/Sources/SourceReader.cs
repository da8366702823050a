using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Sources;

/// <summary>
/// Reads sources into resources by the formats that there are. A source is opened once. Nothing that a source or a
/// format throws takes another source's content. Immutable and safe for use from any thread.
/// </summary>
public sealed partial class SourceReader
{
    private readonly DocumentReader documents;
    private readonly SourceType type;
    private readonly int maxBytes;
    private readonly ISourceFormat[] formats;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">What the sources are, and further formats; null for the defaults.</param>
    public SourceReader(SourceReaderOptions? options = null)
    {
        options ??= new SourceReaderOptions();
        documents = new DocumentReader(options.Limits);
        Pods = options.Pods;
        type = options.Type;
        maxBytes = (int)Math.Min(options.Limits.MaxLength * 4L, int.MaxValue - 1);
        formats = type == SourceType.Auto ? [.. options.Formats, .. All(documents, options)] : [Of(type, documents, options)];
    }

    /// <summary>Where kinds carry pods, as the options say.</summary>
    public PodTemplates Pods { get; }

    /// <summary>Reads a source. What it throws is an error of its content.</summary>
    /// <param name="source">The source.</param>
    public SourceContent Read(Source source) => Read(source, CancellationToken.None);

    /// <summary>Reads a source; only the cancelling that the caller asked for goes through.</summary>
    internal SourceContent Read(Source source, CancellationToken cancellation)
    {
        _ = source ?? throw new ArgumentNullException(nameof(source));
        try
        {
            if (source.HoldsResources)
                return OfResources(source, source.ReadResources());
            if (source.ReadFolder is { } readFolder)
                return readFolder(this) ?? throw new InvalidOperationException("There is no content.");
            using Stream stream = source.Open();
            return Read(source, SourceBytes.Read(stream, maxBytes));
        }
#pragma warning disable CA1031 // A source of anybody's may throw anything; the other sources are read all the same.
        catch (Exception e) when (IsFaultOf(e, cancellation))
#pragma warning restore CA1031
        {
            return OfFault(source, e);
        }
    }

    /// <summary>Reads a text, beside which no file can be looked for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name shown to people, by which its format may be told.</param>
    public SourceContent Read(string text, string name)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        Stream Open() => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        return Read(new SourceData(name, new SourceFile(name, text), Open, _ => Field<string>.Unknown(), isFound: false), []);
    }

    /// <summary>Reads a stream, beside which no file can be looked for.</summary>
    /// <param name="stream">The bytes; read to the end or to the limit, not disposed.</param>
    /// <param name="name">The name shown to people, by which its format may be told.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public SourceContent Read(Stream stream, string name) =>
        Read(new Source(name, () => Stream.Null), SourceBytes.Read(stream ?? throw new ArgumentNullException(nameof(stream)), maxBytes));

    private SourceContent Read(Source source, SourceBytes bytes)
    {
        if (type == SourceType.Text || source.IsText || (type == SourceType.Auto && SourceTypes.OfFile(source.Name) == SourceType.Text))
            return ReadText(source, bytes);
        var errors = new List<DocumentError>();
        SourceFile? file = bytes.IsWhole
            ? DocumentReader.Decode(bytes.Buffer, bytes.Count, source.Name, errors)
            : DocumentReader.FailLong(errors, source.Name, bytes.IsSized ? "file" : "input", documents.Limits.MaxLength);
        SourceContent content = Read(DataOf(source, file, bytes, errors), errors);
        if (content.Resources.Count == 0 && file is null && source.IsFound && !content.IsForeign)
            content = content with { IsForeign = IsForeign(source, bytes) };
        SourceContent read = source.IsFound ? content.AsFound() : content;
        return source.IsSearched && read.Resources.Count == 0 ? Search(source, bytes, content, read) : read;
    }

    private SourceContent ReadText(Source source, SourceBytes bytes)
    {
        var reading = TextReading.Of(bytes, source, documents.Limits.MaxLength);
        if (reading.File is not { } file)
            return reading.Without(source);
        var errors = new List<DocumentError>();
        SourceContent content = Read(DataOf(source, file, bytes, errors), errors);
        return source.IsText && type == SourceType.Auto ? content with { IsSearched = content.Resources.All(r => r is TextFile) } : content;
    }

    /// <summary>
    /// Adds the text of a source of which no format read anything. What is wrong with it stays said, but for a file
    /// that was named and has no name of a format: that is a text and nothing else.
    /// </summary>
    private SourceContent Search(Source source, SourceBytes bytes, SourceContent content, SourceContent read)
    {
        var reading = TextReading.Of(bytes, source, documents.Limits.MaxLength);
        if (reading.File is not { Text.Length: > 0 } file)
            return read.Skipped is null || reading.File is not null ? read : reading.Without(source);
        bool isText = !source.IsFound && content.IsForeign && SourceTypes.OfFile(source.Name) is null;
        return read with { Resources = [new TextFile(file)], Errors = isText ? [] : read.Errors, IsForeign = !isText, IsSearched = true };
    }

    private SourceData DataOf(Source source, SourceFile? file, SourceBytes bytes, List<DocumentError> errors) =>
        new(source.Name, file, bytes.Open, name => ReadBeside(source, name, errors), source.IsFound) { IsText = source.IsText };

    /// <summary>Reads a source by its format. That a file beside it cannot be opened is no fault.</summary>
    /// <param name="data">The source.</param>
    /// <param name="errors">What is wrong so far; receives what is wrong with files beside the source.</param>
    private SourceContent Read(SourceData data, List<DocumentError> errors)
    {
        DocumentError[] before = [.. errors];
        errors.Clear();
        SourceContent content;
        try
        {
            content = Array.Find(formats, f => type != SourceType.Auto ? data.File is not null : f.CanRead(data)) is { } format
                ? format.Read(data) ?? throw new InvalidOperationException("There is no content.")
                : new SourceContent(data.Name, [], []);
        }
#pragma warning disable CA1031 // What the formats did not expect is a fault with a name, and no crash of the host.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            content = new SourceContent(data.Name, [], [Fault.OfText(data.Name, e)]);
        }
        return before.Length + errors.Count == 0 ? content : content with { Errors = [.. before, .. content.Errors, .. errors] };
    }

    /// <summary>Returns whether a source whose text cannot be read neither is nor begins as anything that is judged.</summary>
    private bool IsForeign(Source source, SourceBytes bytes)
    {
        if (SourceTypes.IsFixed(source.Name))
            return false;
        using var text = new StreamReader(bytes.OpenRest(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        bool isBuild = SourceTypes.OfFile(source.Name) == SourceType.Dockerfile;
        return !isBuild && !new TopLevelReader(text).Read().Any(d => d.IsObject || d.HasHostConfig || (d.HasServices && !d.HasOtherThanCompose));
    }

    /// <summary>A file beside a source; one that is there but cannot be read is not known.</summary>
    private Field<string> ReadBeside(Source source, string name, List<DocumentError> errors)
    {
        if (source.OpenBeside is not { } open)
            return Field<string>.Unknown();
        try
        {
            using Stream? stream = open(name);
            return stream is null ? Field<string>.Missing()
                : documents.ReadSource(stream, name, []) is { } file ? Field<string>.Known(file.Text!)
                : Field<string>.Unknown();
        }
#pragma warning disable CA1031 // Whatever a file beside the source throws, the source is judged without it, which is said.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            var error = new DocumentError(source.Name, SourceSpan.FileStart, $"The file '{name}' that belongs to it cannot be read: {e.Message}");
            if (!errors.Contains(error))
                errors.Add(error);
            return Field<string>.Unknown();
        }
    }

    private static SourceContent OfResources(Source source, IReadOnlyList<Resource>? resources) =>
        resources is null || resources.Any(r => r is null) ? throw new InvalidOperationException("There is no resource.")
        : new SourceContent(source.Name, resources, []);

    private static bool IsFaultOf(Exception exception, CancellationToken cancellation) =>
        Fault.CanBeIsolated(exception) || (exception is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static SourceContent OfFault(Source source, Exception exception) => new(source.Name, [],
    [
        exception is IOException or UnauthorizedAccessException or NotSupportedException
            ? new DocumentError(source.Name, SourceSpan.FileStart, source.HoldsResources ? exception.Message : $"The file cannot be read: {exception.Message}")
            : Fault.Of(source.Name, "The reading", exception),
    ]);

    private static ISourceFormat[] All(DocumentReader documents, SourceReaderOptions options) =>
        [new TextFormat(), new DockerfileFormat(), new ComposeFormat(options.Limits), new DockerInspectFormat(documents),
            new KubernetesFormat(documents, options.Pods)];

    private static ISourceFormat Of(SourceType type, DocumentReader documents, SourceReaderOptions options) => type switch
    {
        SourceType.Text => new TextFormat(),
        SourceType.Dockerfile => new DockerfileFormat(),
        SourceType.Compose => new ComposeFormat(options.Limits),
        SourceType.DockerInspect => new DockerInspectFormat(documents),
        _ => new KubernetesFormat(documents, options.Pods, mustBeObjects: true),
    };
}
