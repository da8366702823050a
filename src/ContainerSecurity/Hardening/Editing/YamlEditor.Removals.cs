using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Changes;

namespace ContainerSecurity.Hardening.Editing;

/// <content>Items that go.</content>
internal sealed partial class YamlEditor
{
    private const string Entangled = "it shares its line with something else; remove it by hand";

    private string? RemoveItem(SequenceNode list, PlannedChange change, TextLayout layout)
    {
        int index = int.Parse(change.Last, CultureInfo.InvariantCulture);
        DocumentNode item = list.Items[index];
        if (!placed.IsPlaced(item) || item is not ScalarNode)
            return Elsewhere;
        return layout.IsFlow(list) ? RemoveFromFlow(list, index, change) : RemoveLines(item, change, layout);
    }

    /// <summary>Notes that an item goes: which comma goes with it depends on the others that go.</summary>
    private string? RemoveFromFlow(SequenceNode list, int index, PlannedChange change)
    {
        (int start, int end) = list.Offsets!.Value;
        if (list.Items.Any(i => !placed.IsPlaced(i)) || text.IndexOf('#', start, end - start) >= 0)
            return Entangled;
        if (!flowRemovals.TryGetValue(list, out SortedSet<int>? removed))
            flowRemovals.Add(list, removed = []);
        if (removed.Count + 1 == list.Items.Count)
            return Entangled;
        removed.Add(index);
        return null;
    }

    /// <summary>Removes items with the comma before each; those before the first that stays with the comma behind.</summary>
    private IEnumerable<TextEdit> RemovalsFromFlows()
    {
        foreach (KeyValuePair<SequenceNode, SortedSet<int>> flow in flowRemovals)
        {
            int firstKept = Enumerable.Range(0, flow.Key.Items.Count).First(i => !flow.Value.Contains(i));
            foreach (int index in flow.Value)
                yield return index < firstKept
                    ? new TextEdit(StartOf(flow.Key, index), StartOf(flow.Key, index + 1), "", 0)
                    : new TextEdit(flow.Key.Items[index - 1].Offsets!.Value.End, flow.Key.Items[index].Offsets!.Value.End, "", 0);
        }
    }

    private static int StartOf(SequenceNode list, int index) => list.Items[index].Offsets!.Value.Start;

    private string? RemoveLines(DocumentNode item, PlannedChange change, TextLayout layout)
    {
        (int start, int end) = item.Offsets!.Value;
        int line = layout.LineStart(start);
        if (text.Substring(line, start - line).Trim() != "-")
            return Entangled;
        edits.Add(new TextEdit(line, layout.NextLine(end), "", change.Tokens.Count));
        return null;
    }

    /// <summary>Leaves an empty list in place of one.</summary>
    private string? Empty(SequenceNode list, PlannedChange change, TextLayout layout)
    {
        (int start, int end) = list.Offsets!.Value;
        if (layout.IsFlow(list))
        {
            edits.Add(new TextEdit(start, end, "[]", change.Tokens.Count));
            return null;
        }
        if (list.Parent is not MappingNode mapping)
            return Entangled;
        SourceSpan key = mapping.Entries[list.Index].KeySpan;
        int colon = text.IndexOf(':', list.File.Lines.OffsetOf(key.EndLine, key.EndColumn));
        if (colon < 0 || colon >= start || list.Items.Any(i => !placed.IsPlaced(i)))
            return Elsewhere;
        edits.Add(new TextEdit(colon + 1, colon + 1, " []", change.Tokens.Count));
        foreach (DocumentNode item in list.Items)
            if (RemoveLines(item, change, layout) is { } obstacle)
                return obstacle;
        return null;
    }
}
