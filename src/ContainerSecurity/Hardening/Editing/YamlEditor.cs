using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Changes;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>
/// Turns changes of documents into changes of their text, guided by the places of the nodes: every character outside of
/// a change stays. What stands behind an anchor, an alias, a merge key or a tag is not changed.
/// </summary>
internal sealed partial class YamlEditor
{
    private const string Elsewhere = "it stands behind an anchor, an alias or a merge key, or in another file, so that a change would reach other places";
    private readonly string text;
    private readonly PlacedNodes placed;
    private readonly Dictionary<DocumentNode, TextLayout> layouts = [];
    private readonly List<TextEdit> edits = [];
    private readonly HashSet<int> filled = [];
    private readonly Dictionary<SequenceNode, SortedSet<int>> flowRemovals = [];

    public YamlEditor(DocumentSet documents)
    {
        text = documents.File.Content;
        placed = new PlacedNodes(documents.Documents);
    }

    /// <summary>The text with the changes so far; null where two of them touch the same place.</summary>
    public string? Apply() => TextEdits.Apply(text, [.. edits, .. RemovalsFromFlows()]);

    /// <summary>Takes a change in.</summary>
    /// <param name="root">The document.</param>
    /// <param name="change">The change, from the document's root.</param>
    /// <returns>Why it cannot be made; null where it can.</returns>
    public string? Add(DocumentNode root, PlannedChange change)
    {
        int before = edits.Count;
        string? obstacle = Plan(root, change);
        if (obstacle is not null)
            edits.RemoveRange(before, edits.Count - before);
        return obstacle;
    }

    private string? Plan(DocumentNode root, PlannedChange change)
    {
        DocumentNode node = root;
        if (!placed.IsPlaced(root))
            return Elsewhere;
        foreach (string token in change.ParentTokens)
        {
            if (DocumentPath.Child(node, token) is not { } child || !IsPlacedBelow(node, token, child))
                return Elsewhere;
            node = child;
        }
        TextLayout layout = LayoutOf(root);
        return (node, change.Kind) switch
        {
            (MappingNode mapping, PatchKind.Add) => AddField(mapping, change, layout),
            (SequenceNode list, PatchKind.Add) => AddItem(list, change, layout),
            (SequenceNode list, PatchKind.Remove) => RemoveItem(list, change, layout),
            (_, PatchKind.Replace) when DocumentPath.Child(node, change.Last) is { } old && IsPlacedBelow(node, change.Last, old) =>
                Replace(old, change, layout),
            _ => Elsewhere,
        };
    }

    private TextLayout LayoutOf(DocumentNode root)
    {
        if (!layouts.TryGetValue(root, out TextLayout? layout))
            layouts.Add(root, layout = new TextLayout(text, root));
        return layout;
    }

    private bool IsPlacedBelow(DocumentNode parent, string token, DocumentNode child) =>
        placed.IsPlaced(child) && (parent is not MappingNode mapping || PlacedNodes.IsOwn(mapping, mapping.Entries[child.Index]))
        && (parent is not MappingNode own || own.Entries[child.Index].Key == token);

    private string? AddField(MappingNode mapping, PlannedChange change, TextLayout layout)
    {
        MappingEntry[] own = [.. mapping.Entries.Where(e => PlacedNodes.IsOwn(mapping, e))];
        if (layout.IsFlow(mapping))
            return AddToFlow(mapping, [.. own.Select(e => (PlacedNodes.OffsetOf(mapping.File, e.KeySpan), EndOf(mapping, e)))], change, layout);
        if (own.Length == 0)
            return Elsewhere;
        int indent = own[0].KeySpan.Column - 1;
        InsertLines(ContentEnd(mapping), ValueWriter.Block(change.Last, change.Value!, indent, layout), change.Tokens.Count - 1, layout);
        return null;
    }

    private string? AddItem(SequenceNode list, PlannedChange change, TextLayout layout)
    {
        if (layout.IsFlow(list))
            return AddToFlow(list, [.. list.Items.Select(i => (i.Offsets?.Start ?? -1, i.Offsets?.End ?? -1))], change, layout);
        if (list.Items.Count > 0 && !placed.IsPlaced(list.Items[list.Items.Count - 1]))
            return Elsewhere;
        int indent = layout.ColumnOf(list.Offsets!.Value.Start);
        string item = $"{new string(' ', indent)}- {ValueWriter.Single(change.Value!, QuoteOf(list))}{layout.Break}";
        InsertLines(ContentEnd(list), item, change.Tokens.Count - 1, layout);
        return null;
    }

    /// <summary>Inserts whole lines behind the line in which something ends; what stands on it behind that can only be a comment.</summary>
    private void InsertLines(int end, string lines, int depth, TextLayout layout)
    {
        int at = layout.NextLine(end);
        bool isOpen = at == text.Length && at > 0 && text[at - 1] is not ('\n' or '\r');
        edits.Add(new TextEdit(at, at, isOpen ? layout.Break + lines.Substring(0, lines.Length - layout.Break.Length) : lines, depth));
    }

    /// <summary>Adds to what is written between braces or brackets: behind the last part, on a line of its own where the parts are.</summary>
    private string? AddToFlow(DocumentNode node, (int Start, int End)[] parts, PlannedChange change, TextLayout layout)
    {
        bool isJson = IsJson(node, parts);
        string value = node is MappingNode ? ValueWriter.Flow(change.Last, change.Value!, isJson)
            : ValueWriter.Single(change.Value!, QuoteOf(node) ?? (isJson ? '"' : null));
        int depth = change.Tokens.Count - 1;
        int open = node.Offsets!.Value.Start;
        if (parts.Length == 0)
        {
            string before = filled.Add(open) ? "" : ", ";
            edits.Add(new TextEdit(open + 1, open + 1, before + value, depth));
            return null;
        }
        (int start, int end) = parts[parts.Length - 1];
        if (start < open || end > node.Offsets.Value.End || end < start)
            return Elsewhere;
        bool isOnOwnLine = text.Substring(layout.LineStart(start), start - layout.LineStart(start)).Trim().Length == 0;
        string gap = isOnOwnLine ? layout.Break + text.Substring(layout.LineStart(start), start - layout.LineStart(start)) : " ";
        edits.Add(new TextEdit(end, end, $",{gap}{value}", depth));
        return null;
    }

    private string? Replace(DocumentNode old, PlannedChange change, TextLayout layout)
    {
        (int start, int end) = old.Offsets!.Value;
        PlannedValue value = change.Value!;
        if (old is SequenceNode list && value.Items is { Count: 0 })
            return Empty(list, change, layout);
        if (old is not ScalarNode scalar)
            return "the value there is not of the kind that the field has";
        if (scalar.IsNull)
            return Fill(scalar, change, layout);
        if (scalar.Style == ScalarStyle.Block || value.Text is null)
            return "its value is a block of text";
        edits.Add(new TextEdit(start, end, ValueWriter.Single(value, Quote(start)), change.Tokens.Count));
        return null;
    }

    /// <summary>Puts a value where there is none: behind a key, or in place of a word that says so.</summary>
    private string? Fill(ScalarNode scalar, PlannedChange change, TextLayout layout)
    {
        (int start, int end) = scalar.Offsets!.Value;
        bool isInFlow = scalar.Parent is { } parent && layout.IsFlow(parent);
        PlannedValue value = change.Value!;
        if (end > start || isInFlow || value.Text is not null || scalar.Parent is not MappingNode mapping)
        {
            string flow = ValueWriter.Flow(value, isInFlow && IsJson(scalar.Parent!, []));
            edits.Add(new TextEdit(start, end, end > start ? flow : " " + flow, change.Tokens.Count));
            return null;
        }
        int indent = mapping.Entries[scalar.Index].KeySpan.Column - 1;
        InsertLines(start, ValueWriter.Block(value, indent + (value.Items is null ? layout.Step : layout.ListStep), layout), change.Tokens.Count, layout);
        return null;
    }

    private bool IsJson(DocumentNode node, (int Start, int End)[] parts) =>
        parts.Length > 0 && parts[0].Start >= 0 && text[parts[0].Start] == '"' ? node is MappingNode : IsJsonText();

    private bool IsJsonText() => text.TrimStart() is { Length: > 0 } body && body[0] is '{' or '[' && body.IndexOf('"') >= 0;

    private int EndOf(MappingNode mapping, in MappingEntry entry) =>
        entry.Value.Offsets is { } place && placed.IsPlaced(entry.Value) && place.Start >= PlacedNodes.OffsetOf(mapping.File, entry.KeySpan) ? place.End : -1;

    /// <summary>
    /// The offset behind the last character that a node is written with. The reader's own end may lie behind comments,
    /// at what ends the document.
    /// </summary>
    private int ContentEnd(DocumentNode node)
    {
        (int start, int end) = node.Offsets!.Value;
        if (node is ScalarNode or UnknownNode || text[start] is '{' or '[')
            return end;
        int last = start;
        foreach (MappingEntry entry in (node as MappingNode)?.Entries ?? [])
            if (PlacedNodes.IsOwn((MappingNode)node, entry))
                last = Math.Max(last, Math.Max(node.File.Lines.OffsetOf(entry.KeySpan.EndLine, entry.KeySpan.EndColumn), EndWithin(entry.Value, start, end)));
        foreach (DocumentNode item in (node as SequenceNode)?.Items ?? [])
            last = Math.Max(last, EndWithin(item, start, end));
        return last;
    }

    private int EndWithin(DocumentNode child, int start, int end) =>
        child.Offsets is { } place && start <= place.Start && place.End <= end ? ContentEnd(child) : -1;

    /// <summary>The quotes of the last item of a list; null for none.</summary>
    private char? QuoteOf(DocumentNode node) =>
        node is SequenceNode { Items: [.., ScalarNode last] } && last.Offsets is { } place ? Quote(place.Start) : null;

    private char? Quote(int offset) => offset < text.Length && text[offset] is '"' or '\'' ? text[offset] : null;
}
