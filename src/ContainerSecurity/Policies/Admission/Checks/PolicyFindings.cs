using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>What is wrong with an object, while it is looked at: each mistake with its place, and the path of the field.</summary>
internal sealed class PolicyFindings
{
    public List<DocumentError> Errors { get; } = [];

    /// <summary>What an API server accepts and nobody can have meant.</summary>
    public List<DocumentError> Warnings { get; } = [];

    public void Report(DocumentNode at, string message) => Errors.Add(Error(at, message));

    public void Warn(DocumentNode at, string message) => Warnings.Add(Error(at, message));

    /// <summary>Reports that a key is missing in a mapping.</summary>
    public void ReportMissing(DocumentNode within, string key, string detail = "") =>
        Errors.Add(new DocumentError(
            within.File.Path,
            within.FieldSpan,
            $"{(within.Path.Length == 0 ? "" : within.Path + ".")}{key}: is required{(detail.Length == 0 ? "" : ": " + detail)}."));

    /// <summary>Reports a word that is none of some; nothing where it is one, or absent.</summary>
    public void RequireOneOf(MappingNode within, string key, params string[] words)
    {
        if (within[key] is ScalarNode { IsNull: false } word)
            RequireOneOf(word, words);
    }

    public void RequireOneOf(DocumentNode node, params string[] words)
    {
        if (node is ScalarNode { IsTemplate: false } word && Array.IndexOf(words, word.Text) < 0)
            Report(node, $"'{word.Text}' is not supported{Suggestion.For(word.Text, words)}; write {string.Join(", ", words)}.");
    }

    /// <summary>Reports keys that nobody reads, and values of the wrong kind.</summary>
    public void RequireShape(DocumentNode node, ObjectShape shape)
    {
        if (shape == ObjectShape.Any || node is UnknownNode || node is ScalarNode { IsNull: true } or ScalarNode { IsTemplate: true })
            return;
        if (shape.Items is { } item && node is SequenceNode sequence)
        {
            foreach (DocumentNode child in sequence.Items)
                RequireShape(child, item);
        }
        else if ((shape.Keys is not null || shape.Values is not null) && node is MappingNode mapping)
        {
            foreach (MappingEntry entry in mapping.Entries)
            {
                if (shape.Values is { } value)
                    RequireShape(entry.Value, value);
                else if (shape.Keys!.TryGetValue(entry.Key, out ObjectShape? known))
                    RequireShape(entry.Value, known);
                else
                    Errors.Add(new DocumentError(
                        node.File.Path,
                        entry.KeySpan,
                        $"{entry.Value.Path}: there is no key '{entry.Key}' here{Suggestion.For(entry.Key, shape.Keys.Keys)}."));
            }
        }
        else if (!IsScalar(node, shape))
        {
            Report(node, $"must be {shape.Name}.");
        }
    }

    private static bool IsScalar(DocumentNode node, ObjectShape shape) => node is ScalarNode && DocumentValue.Of(node).Kind switch
    {
        CelKind.String => shape == ObjectShape.Text,
        CelKind.Bool => shape == ObjectShape.Truth,
        CelKind.Int => shape == ObjectShape.Number,
        _ => false,
    };

    private static DocumentError Error(DocumentNode at, string message) =>
        new(at.File.Path, at.FieldSpan, at.Path.Length == 0 ? message : $"{at.Path}: {message}");
}
