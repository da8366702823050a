using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening.Changes;

/// <summary>A document after some changes; the one before stays as it is.</summary>
internal sealed class ChangedTree
{
    private readonly Dictionary<string, PlannedChange> replaced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PlannedChange>> added = new(StringComparer.Ordinal);
    private readonly HashSet<string> removed = new(StringComparer.Ordinal);
    private readonly HashSet<string> above = new(StringComparer.Ordinal);

    private ChangedTree(IEnumerable<PlannedChange> changes)
    {
        foreach (PlannedChange change in changes)
        {
            string parent = DocumentPath.ToPointer(change.ParentTokens);
            if (change.Kind == PatchKind.Remove)
                removed.Add(change.Pointer);
            else if (change.Kind == PatchKind.Replace)
                replaced[change.Pointer] = change;
            else if (added.TryGetValue(parent, out List<PlannedChange>? others))
                others.Add(change);
            else
                added.Add(parent, [change]);
            for (int i = 0; i < change.Tokens.Count; i++)
                above.Add(DocumentPath.ToPointer(change.Tokens.Take(i)));
        }
    }

    /// <summary>The document with the changes.</summary>
    public static DocumentNode Of(DocumentNode root, IEnumerable<PlannedChange> changes) => new ChangedTree(changes).Change(root, "");

    private DocumentNode Change(DocumentNode node, string pointer)
    {
        if (replaced.TryGetValue(pointer, out PlannedChange? change))
            return change.Value!.ToNode(node);
        if (!above.Contains(pointer))
            return node.Copy();
        return node switch
        {
            MappingNode mapping => new MappingNode(
                mapping.File,
                mapping.Span,
                [.. mapping.Entries.Select(e => e with { Value = Change(e.Value, pointer + DocumentPath.ToPointer([e.Key])) }), .. Added(mapping, pointer)],
                mapping.IsOpen),
            SequenceNode list => new SequenceNode(list.File, list.Span, [.. Items(list, pointer), .. Added(list, pointer).Select(e => e.Value)], list.IsOpen),
            _ => node.Copy(),
        };
    }

    private IEnumerable<DocumentNode> Items(SequenceNode list, string pointer)
    {
        for (int i = 0; i < list.Items.Count; i++)
        {
            string item = $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}";
            if (!removed.Contains(item))
                yield return Change(list.Items[i], item);
        }
    }

    private IEnumerable<MappingEntry> Added(DocumentNode node, string pointer) =>
        added.TryGetValue(pointer, out List<PlannedChange>? changes) ? changes.Select(c => new MappingEntry(c.Last, node.Span, c.Value!.ToNode(node))) : [];
}
