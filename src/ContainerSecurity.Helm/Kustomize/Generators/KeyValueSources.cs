using System.Text;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Generators;

/// <summary>Reads the keys and values that a generator is given: lines of environment files, literals, whole files.</summary>
internal static partial class KeyValueSources
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The pairs, in that order.</summary>
    /// <exception cref="BuildException">One cannot be read, or a key is given twice.</exception>
    public static List<KeyValue> Read(GeneratorDefinition generator, BuildFolder folder)
    {
        var pairs = new List<KeyValue>();
        foreach (PlacedText path in generator.Environments)
            pairs.AddRange(Lines(path, folder));
        pairs.AddRange(generator.Literals.Select(Literal));
        pairs.AddRange(generator.Files.Select(f => FileOf(f, folder)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (KeyValue pair in pairs)
        {
            if (!Key().IsMatch(pair.Key) || pair.Key is "." or ".." || pair.Key.Length > 253)
                throw new BuildException(pair.Origin, $"'{pair.Key}' is no key of a config map or secret: letters, digits, '-', '_' and '.' are.");
            if (!seen.Add(pair.Key))
                throw new BuildException(pair.Origin, $"The key '{pair.Key}' is given twice.");
        }
        return pairs;
    }

    private static KeyValue Literal(PlacedText literal)
    {
        int equals = literal.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new BuildException(literal.Origin, $"The literal '{literal.Text.Split('=')[0]}' is not of the form key=value.");
        string value = literal.Text.Substring(equals + 1);
        if (value.Length > 1 && value[0] is '"' or '\'' && value[0] == value[^1])
            value = value.Substring(1, value.Length - 2);
        return new KeyValue(literal.Text.Substring(0, equals), value, null, literal.Origin);
    }

    private static KeyValue FileOf(PlacedText source, BuildFolder folder)
    {
        int equals = source.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals == 0 || equals == source.Text.Length - 1 || source.Text.LastIndexOf('=') != equals)
            throw new BuildException(source.Origin, $"The file '{source.Text}' is not of the form path or key=path.");
        string path = equals < 0 ? source.Text : source.Text.Substring(equals + 1);
        string key = equals < 0 ? Path.GetFileName(path) : source.Text.Substring(0, equals);
        byte[] bytes = folder.ReadBytes(path, source.Origin);
        string name = folder.Session.NameOf(folder.FileAt(path, source.Origin));
        if (TextOf(bytes) is not { } text)
            return new KeyValue(key, "", bytes, new Origin(new SourceFile(name), SourceSpan.FileStart));
        return new KeyValue(key, text, null, new Origin(folder.Session.TextOf(name, text), Whole(text)));
    }

    private static IEnumerable<KeyValue> Lines(PlacedText path, BuildFolder folder)
    {
        byte[] bytes = folder.ReadBytes(path.Text, path.Origin);
        if (TextOf(bytes) is not { } text)
            throw new BuildException(path.Origin, $"The file '{path.Text}' is not UTF-8 text.");
        SourceFile file = folder.Session.TextOf(folder.Session.NameOf(folder.FileAt(path.Text, path.Origin)), text);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            string trimmed = (i == 0 ? line.TrimStart('\uFEFF') : line).TrimStart();
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;
            int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? trimmed : trimmed.Substring(0, equals);
            var origin = new Origin(file, new SourceSpan(i + 1, line.Length - trimmed.Length + 1, i + 1, line.Length + 1));
            if (!VariableName().IsMatch(key))
                throw new BuildException(origin, $"'{key}' is no name of an environment variable.");
            yield return new KeyValue(key, equals < 0 ? "" : trimmed.Substring(equals + 1), null, origin);
        }
    }

    private static SourceSpan Whole(string text)
    {
        int lines = text.Count(c => c == '\n');
        return new SourceSpan(1, 1, lines + 1, text.Length - (text.LastIndexOf('\n') + 1) + 1);
    }

    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[-._a-zA-Z][-._a-zA-Z0-9]*\z")]
    private static partial Regex VariableName();
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Text">The value, where it is text.</param>
/// <param name="Bytes">The value, where it is none.</param>
/// <param name="Origin">Where it is written.</param>
internal sealed record KeyValue(string Key, string Text, byte[]? Bytes, Origin Origin);
