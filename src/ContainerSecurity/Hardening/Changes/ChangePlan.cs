using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening.Changes;

/// <summary>
/// Collects what shall be changed below one node. Fields that go into the same new object become one change, so that
/// all changes are independent and refer to the document as it is.
/// </summary>
/// <param name="root">The node; it stays as it is.</param>
internal sealed class ChangePlan(DocumentNode root)
{
    private const string NotPlain = "the value there is not of the kind that the field has";
    private readonly List<PlannedChange> changes = [];
    private readonly Dictionary<string, PlannedChange> byPlace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SequenceNode List, int Index, string[] Tokens, PolicyFinding Finding)> removals = new(StringComparer.Ordinal);
    private readonly int depth = DocumentPath.Parse(root.Path).Length;

    /// <summary>The changes, in an order in which they can be applied one after the other.</summary>
    public IReadOnlyList<PlannedChange> Changes => [.. changes, .. Removals()];

    /// <summary>The keys and numbers of a path, from the root of the plan.</summary>
    public string[] TokensOf(string path) => [.. DocumentPath.Parse(path).Skip(depth)];

    /// <summary>Whether a value at a path is changed or removed.</summary>
    public bool Touches(string? path)
    {
        if (path is null)
            return false;
        string pointer = DocumentPath.ToPointer(TokensOf(path));
        return byPlace.ContainsKey(pointer) || removals.ContainsKey(pointer);
    }

    /// <summary>Sets a value, with the objects above it that are missing.</summary>
    /// <returns>Why it cannot be set; null where it is.</returns>
    public string? Set(IReadOnlyList<string> tokens, PlannedValue value, PolicyFinding finding)
    {
        DocumentNode node = root;
        for (int i = 0; i < tokens.Count; i++)
        {
            DocumentNode? child = DocumentPath.Child(node, tokens[i]);
            if (child is null && node is not MappingNode { IsOpen: false })
                return node is MappingNode or UnknownNode ? "what stands there is not known" : NotPlain;
            if (child is null or ScalarNode { IsNull: true })
                return Create(tokens, i, child is null ? PatchKind.Add : PatchKind.Replace, value, finding);
            node = child;
        }
        return node switch
        {
            ScalarNode { IsTemplate: false } when value.Text is not null => Replace(tokens, value, finding),
            ScalarNode or UnknownNode => "its value is made by a template",
            _ => NotPlain,
        };
    }

    /// <summary>Appends a text to a list, which is made where it is missing.</summary>
    /// <returns>Why it cannot be appended; null where it is.</returns>
    public string? Append(IReadOnlyList<string> tokens, string text, PolicyFinding finding)
    {
        var item = PlannedValue.Single(text, isText: true);
        if (DocumentPath.Find(root, tokens) is not { } list || list is ScalarNode { IsNull: true })
            return Set(tokens, PlannedValue.List(item), finding);
        if (list is not SequenceNode { IsOpen: false })
            return NotPlain;
        Add(PatchKind.Add, [.. tokens, "-"], item, finding);
        return null;
    }

    /// <summary>Removes an item of a list.</summary>
    /// <returns>Why it cannot be removed; null where it is.</returns>
    public string? Remove(IReadOnlyList<string> tokens, PolicyFinding finding)
    {
        if (DocumentPath.Find(root, tokens) is not { Parent: SequenceNode { IsOpen: false } list } item)
            return NotPlain;
        string pointer = DocumentPath.ToPointer(tokens);
        if (!removals.ContainsKey(pointer))
            removals.Add(pointer, (list, item.Index, [.. tokens], finding));
        return null;
    }

    private string? Create(IReadOnlyList<string> tokens, int last, PatchKind kind, PlannedValue value, PolicyFinding finding)
    {
        string[] at = [.. tokens.Take(last + 1)];
        byPlace.TryGetValue(DocumentPath.ToPointer(at), out PlannedChange? present);
        if (last == tokens.Count - 1)
        {
            if (present is null)
                Add(kind, at, value.Items is null ? value : PlannedValue.List([.. value.Items]), finding);
            else
                present.Findings.Add(finding);
            return null;
        }
        PlannedValue created = present?.Value ?? PlannedValue.Object();
        if (!created.Put(tokens.Skip(last + 1), value.Items is null ? value : PlannedValue.List([.. value.Items])))
            return "another change stands there";
        if (present is null)
            Add(kind, at, created, finding);
        else
            present.Findings.Add(finding);
        return null;
    }

    private string? Replace(IReadOnlyList<string> tokens, PlannedValue value, PolicyFinding finding)
    {
        Add(PatchKind.Replace, tokens, value, finding);
        return null;
    }

    private void Add(PatchKind kind, IReadOnlyList<string> tokens, PlannedValue value, PolicyFinding finding)
    {
        string place = DocumentPath.ToPointer(tokens) + (tokens[tokens.Count - 1] == "-" ? value.Text : "");
        if (byPlace.TryGetValue(place, out PlannedChange? present))
        {
            present.Findings.Add(finding);
            return;
        }
        var change = new PlannedChange(kind, [.. tokens], value, [finding]);
        byPlace.Add(place, change);
        changes.Add(change);
    }

    /// <summary>The removals; a list that loses all its items becomes an empty one, and is not removed.</summary>
    private IEnumerable<PlannedChange> Removals()
    {
        var appended = new HashSet<string>(changes.Where(c => c.Last == "-").Select(c => DocumentPath.ToPointer(c.ParentTokens)), StringComparer.Ordinal);
        foreach (var list in removals.Values.GroupBy(r => r.List))
        {
            string[] path = [.. list.First().Tokens.Reverse().Skip(1).Reverse()];
            if (list.Count() == list.Key.Items.Count && !appended.Contains(DocumentPath.ToPointer(path)))
                yield return new PlannedChange(PatchKind.Replace, path, PlannedValue.List(), [.. list.Select(r => r.Finding)]);
            else
                foreach (var removal in list.OrderByDescending(r => r.Index))
                    yield return new PlannedChange(PatchKind.Remove, [.. path, removal.Index.ToString(CultureInfo.InvariantCulture)], null, [removal.Finding]);
        }
    }
}
