using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>
/// Compares a compose file with the JSON schema of the Compose Specification. Values that hold variables are not looked
/// at, for nobody knows yet what they are.
/// </summary>
internal sealed class ComposeSchema
{
    private static readonly Lazy<SchemaRule> Schema = new(Load);
    private const int MaxProblems = 100;
    private readonly List<Problem> problems = [];

    /// <summary>What is wrong, and where.</summary>
    /// <param name="Node">The value.</param>
    /// <param name="Depth">How deep it lies.</param>
    /// <param name="Path">Its path, such as <c>services.web.volumes.0</c>.</param>
    /// <param name="Text">The rest of the sentence.</param>
    /// <param name="IsType">Whether the value is of a wrong type.</param>
    public sealed record Problem(DocumentNode Node, int Depth, string Path, string Text, bool IsType);

    /// <summary>What of a file is not as it must be, in source order.</summary>
    /// <param name="root">The root of the file.</param>
    public static IReadOnlyList<Problem> Check(DocumentNode root)
    {
        var check = new ComposeSchema();
        check.Check(root, Schema.Value, "", 0);
        return check.problems;
    }

    private static SchemaRule Load()
    {
        using Stream stream = typeof(ComposeSchema).Assembly.GetManifestResourceStream("compose-spec.json")!;
        return SchemaRule.Read((MappingNode)new DocumentReader().Read(stream, "compose-spec.json").Documents[0]);
    }

    private void Check(DocumentNode node, SchemaRule rule, string path, int depth)
    {
        if (node is UnknownNode or ScalarNode { IsTemplate: true } || (node is ScalarNode scalar && Interpolation.Concerns(scalar.Text)))
            return;
        if (rule.Choices.Count > 0)
            Choose(node, rule, path, depth);
        else if (rule.Types.Count > 0 && !rule.Types.Any(t => ComposeScalars.IsOfType(node, t)))
            Add(node, depth, path, $"must be a {Join(rule.Types)}", isType: true);
        else if (node is MappingNode mapping)
            CheckKeys(mapping, rule, path, depth);
        else if (node is SequenceNode sequence)
            CheckItems(sequence, rule, path, depth);
        else if (node is ScalarNode value)
            CheckValue(value, rule, path, depth);
    }

    /// <summary>One choice must hold. Where none does, the nearest one says why: one of the right type, then the one whose mistake lies deepest.</summary>
    private void Choose(DocumentNode node, SchemaRule rule, string path, int depth)
    {
        List<Problem>? nearest = null;
        int best = -1;
        foreach (SchemaRule choice in rule.Choices)
        {
            var attempt = new ComposeSchema();
            attempt.Check(node, choice, path, depth);
            if (attempt.problems.Count == 0)
                return;
            int nearness = (attempt.problems.Max(p => p.Depth) - depth) * 2 + (attempt.problems.Any(p => p.IsType && p.Depth == depth) ? 0 : 1);
            if (nearness > best)
                (best, nearest) = (nearness, attempt.problems);
        }
        problems.AddRange(nearest ?? []);
    }

    private void CheckKeys(MappingNode mapping, SchemaRule rule, string path, int depth)
    {
        string[] missing = [.. rule.Required.Where(k => mapping[k] is null)];
        if (missing.Length > 0 && !mapping.IsOpen)
            Add(mapping, depth, path, $"missing {(missing.Length == 1 ? "property" : "properties")} {Quote(missing)}");
        foreach (MappingEntry entry in mapping.Entries)
            if (rule.For(entry.Key) is { } found)
                Check(entry.Value, found, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", depth + 1);
            else if (!rule.AllowsMore)
                Add(entry.Value, depth, path, $"additional properties '{entry.Key}' not allowed");
    }

    private void CheckItems(SequenceNode sequence, SchemaRule rule, string path, int depth)
    {
        for (int i = 0; rule.Items is not null && i < sequence.Items.Count; i++)
            Check(sequence.Items[i], rule.Items, $"{path}.{i.ToString(CultureInfo.InvariantCulture)}", depth + 1);
        if (!rule.IsUnique)
            return;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < sequence.Items.Count; i++)
            if (sequence.Items[i] is ScalarNode item && !seen.TryGetValue(item.Text, out int first))
                seen.Add(item.Text, i);
            else if (sequence.Items[i] is ScalarNode again)
                Add(again, depth, path, $"items at {seen[again.Text]} and {i} are equal");
    }

    private void CheckValue(ScalarNode value, SchemaRule rule, string path, int depth)
    {
        if (rule.Values.Count > 0 && !rule.Values.Contains(value.Text))
            Add(value, depth, path, $"value must be one of {Quote(rule.Values)}");
        if (rule.Pattern?.IsMatch(value.Text) == false)
            Add(value, depth, path, $"'{value.Text}' does not match pattern '{rule.Pattern}'");
        if ((rule.Minimum ?? rule.Maximum) is null || !ComposeScalars.TryNumber(value, out double number))
            return;
        if (number < rule.Minimum)
            Add(value, depth, path, $"must be greater than or equal to {rule.Minimum}");
        if (number > rule.Maximum)
            Add(value, depth, path, $"must be less than or equal to {rule.Maximum}");
    }

    private void Add(DocumentNode node, int depth, string path, string text, bool isType = false)
    {
        if (problems.Count < MaxProblems)
            problems.Add(new Problem(node, depth, path, text, isType));
    }

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private static string Join(IEnumerable<string> types)
    {
        string[] names = [.. types.Select(t => t switch { "object" => "mapping", "array" => "list", _ => t }).OrderBy(t => t, StringComparer.Ordinal)];
        return names.Length == 1 ? names[0] : string.Join(", ", names.Take(names.Length - 1)) + " or " + names[names.Length - 1];
    }
}
