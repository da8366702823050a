using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tool;

/// <summary>Reads the files that an evaluation is about, and says what is wrong with them.</summary>
internal sealed class ValueFiles(Terminal terminal)
{
    private readonly DocumentReader reader = new();
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    public bool HasErrors { get; private set; }

    /// <summary>The documents of files, in order; lists of objects are unrolled.</summary>
    public IReadOnlyList<DocumentNode> Read(string[]? files)
    {
        var documents = new List<DocumentNode>();
        foreach (string file in files ?? [])
        {
            DocumentSet read = ReadFile(file);
            foreach (DocumentError error in read.Errors)
                Report(error);
            var errors = new List<DocumentError>();
            documents.AddRange(read.Documents.SelectMany(d => KubernetesReader.Unroll(d, errors)));
            errors.ForEach(Report);
        }
        return documents;
    }

    private DocumentSet ReadFile(string file)
    {
        if (file == BoundedInput.Path)
        {
            byte[] bytes = BoundedInput.Read(terminal.Input);
            return reader.Read(bytes, bytes.Length, BoundedInput.Name);
        }
        using FileStream stream = RegularFile.Open(file);
        return reader.Read(stream, file);
    }

    /// <summary>The first document of a file as a value; the null value where there is none.</summary>
    public CelValue ReadValue(string? file) => file is not null && Read([file]) is [var first, ..] ? DocumentValue.Of(first) : CelValue.Null;

    /// <summary>The first object of a file; null where there is none.</summary>
    public Resource? ReadResource(string? file) => file is not null && Read([file]) is [var first, ..] ? ToResource(first) : null;

    /// <summary>A document as an object; null where it is none.</summary>
    public static Resource? ToResource(DocumentNode document) => KubernetesReader.Read(document, []) is [var resource, ..] ? resource : null;

    /// <summary>Tells an error, once: a file may be read for more than one value.</summary>
    public void Report(DocumentError error)
    {
        HasErrors = true;
        if (said.Add($"{error}"))
            terminal.Error.WriteLine($"csec: {error}");
    }
}
