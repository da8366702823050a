using System.Text;
using ContainerSecurity.Documents.Json;
using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Documents;

/// <summary>
/// Reads YAML and JSON into documents with positions. It never throws on bad input: what cannot be read is an error
/// beside the neighbours that can.
/// </summary>
public sealed class DocumentReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly DocumentLimits limits;

    /// <summary>Creates a reader.</summary>
    /// <param name="limits">Bounds on the input; null for <see cref="DocumentLimits.Default"/>.</param>
    public DocumentReader(DocumentLimits? limits = null) => this.limits = limits ?? DocumentLimits.Default;

    /// <summary>The bounds on the input.</summary>
    internal DocumentLimits Limits => limits;

    /// <summary>Whose reading of YAML counts. The default value is that of kubectl.</summary>
    internal YamlUse Use { get; init; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML with any number of documents, or JSON.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public DocumentSet Read(string text, string path)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (text.Length > 0 && text[0] == '\uFEFF')
            text = text.Substring(1);
        return Read(new SourceFile(path, text));
    }

    /// <summary>Reads what a source holds, whose text may be made from another that its places are in.</summary>
    internal DocumentSet Read(SourceFile file)
    {
        string text = file.Content;
        if (text.Length > limits.MaxLength)
            return Failed(new SourceFile(file.Path), $"The file is longer than {limits.MaxLength} characters and was not read; split it.");
        int nul = text.IndexOf('\0');
        if (nul >= 0)
            return new DocumentSet(file, [], [BinaryFile(file, nul)]);
        if (text.Length > 0 && text[0] == '\uFEFF')
            return Failed(file, "The file begins with two byte order marks and was not read, because readers of YAML misread it; take both out.");
        return (LooksLikeJson(text) || JsonReader.MayHoldComments(file.Path)) && new JsonReader(file, limits).TryRead(IsJsonFile(file.Path)) is { } json
            ? json
            : new YamlDocuments(file, limits, Use).Read();
    }

    /// <summary>Reads bytes: UTF-8, or UTF-16 with a byte order mark.</summary>
    /// <param name="stream">The bytes; read to the end or to the limit, not disposed.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public DocumentSet Read(Stream stream, string path)
    {
        var errors = new List<DocumentError>();
        return Read(ReadSource(stream, path, errors), path, errors);
    }

    /// <summary>Reads bytes as text, without looking what it says.</summary>
    /// <param name="stream">The bytes; read to the end or to the limit, not disposed.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <param name="errors">Receives why there is no text.</param>
    /// <returns>The text; null where it cannot be read.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    internal SourceFile? ReadSource(Stream stream, string path, ICollection<DocumentError> errors)
    {
        _ = stream ?? throw new ArgumentNullException(nameof(stream));
        if (stream.CanSeek && stream.Length - stream.Position > limits.MaxLength * 4L)
            return FailLong(errors, path, "file", limits.MaxLength);
        using var buffer = new MemoryStream(stream.CanSeek ? (int)(stream.Length - stream.Position) : 4 * 1024);
        byte[] chunk = new byte[4 * 1024];
        for (int read; (read = stream.Read(chunk, 0, chunk.Length)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > limits.MaxLength * 4L)
                return FailLong(errors, path, "input", limits.MaxLength);
        }
        return Decode(buffer.GetBuffer(), (int)buffer.Length, path, errors);
    }

    /// <summary>Reads bytes: UTF-8, or UTF-16 with a byte order mark.</summary>
    /// <param name="bytes">A buffer.</param>
    /// <param name="count">How many bytes of the buffer count.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public DocumentSet Read(byte[] bytes, int count, string path)
    {
        _ = bytes ?? throw new ArgumentNullException(nameof(bytes));
        var errors = new List<DocumentError>();
        return Read(Decode(bytes, count, path, errors), path, errors);
    }

    private DocumentSet Read(SourceFile? file, string path, List<DocumentError> errors)
    {
        if (file is null)
            return new DocumentSet(new SourceFile(path), [], errors);
        DocumentSet read = Read(file.Text!, path);
        return errors.Count == 0 ? read : read with { Errors = [.. errors, .. read.Errors] };
    }

    internal static SourceFile? Decode(byte[] bytes, int count, string path, ICollection<DocumentError> errors)
    {
        try
        {
            return new SourceFile(path, Decode(bytes, count));
        }
        catch (DecoderFallbackException)
        {
            if (Array.IndexOf(bytes, (byte)0, 0, count) >= 0)
                return Fail(errors, path, "The file is not UTF-8 text and was not read; save it as UTF-8.", InvalidByte(bytes, count));
            Fail(errors, path, "The file is not UTF-8 text; it was judged as kubectl reads it, with U+FFFD for what is none. Save it as UTF-8.",
                InvalidByte(bytes, count));
            return new SourceFile(path, Encoding.UTF8.GetString(bytes, 0, count));
        }
    }

    /// <summary>Says that a text is too long.</summary>
    internal static SourceFile? FailLong(ICollection<DocumentError> errors, string path, string what, int maxLength) =>
        Fail(errors, path, $"The {what} is larger than {maxLength} characters and was not read; split it.");

    /// <summary>Says why there is no text.</summary>
    internal static SourceFile? Fail(ICollection<DocumentError> errors, string path, string message, SourceSpan? span = null)
    {
        errors.Add(new DocumentError(path, span ?? SourceSpan.FileStart, message));
        return null;
    }

    /// <summary>Reads bytes that can be nothing but JSON in UTF-8.</summary>
    internal DocumentSet ReadJson(byte[] bytes, string path)
    {
        if (bytes.Length > limits.MaxLength)
            return Failed(new SourceFile(path), $"The document is longer than {limits.MaxLength} bytes and was not read.");
        try
        {
            return new JsonReader(new SourceFile(path, StrictUtf8.GetString(bytes)), limits).TryRead(mustBeJson: true)!;
        }
        catch (DecoderFallbackException)
        {
            return Failed(new SourceFile(path), "The document is not UTF-8 text.", InvalidByte(bytes, bytes.Length));
        }
    }

    private static string Decode(byte[] bytes, int count)
    {
        if (count >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return Encoding.Unicode.GetString(bytes, 2, count - 2);
        if (count >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Encoding.BigEndianUnicode.GetString(bytes, 2, count - 2);
        return StrictUtf8.GetString(bytes, 0, count);
    }

    private static SourceSpan InvalidByte(byte[] bytes, int count)
    {
        string lenient = Encoding.UTF8.GetString(bytes, 0, count);
        return SpanAt(lenient, Math.Max(0, lenient.IndexOf('\uFFFD')));
    }

    private static SourceSpan SpanAt(string text, int offset)
    {
        int line = 1, start = 0;
        for (int i = 0; i < offset; i++)
        {
            if (text[i] != '\n')
                continue;
            line++;
            start = i + 1;
        }
        return new SourceSpan(line, offset - start + 1, line, offset - start + 2);
    }

    /// <summary>Says that a text holds a NUL.</summary>
    internal static DocumentError BinaryFile(SourceFile file, int nul) =>
        new(file.Path, file.SpanOf(nul, nul + 1), "The file holds a NUL character, so it is binary or damaged and was not read.");

    private static DocumentSet Failed(SourceFile file, string message, SourceSpan? span = null) =>
        new(file, [], [new DocumentError(file.Path, span ?? SourceSpan.FileStart, message)]);

    private static bool IsJsonFile(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || JsonReader.MayHoldComments(path);

    private static bool LooksLikeJson(string text)
    {
        foreach (char c in text)
            if (!char.IsWhiteSpace(c))
                return c is '{' or '[';
        return false;
    }
}
