using ContainerSecurity.Documents;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>A document node in the making: unlike a node it can still be changed by later statements, and be part of several documents.</summary>
internal abstract class Draft(Origin origin)
{
    public Origin Origin { get; set; } = origin;

    /// <summary>Whether the value is written apart from its key, as the argument of a helper method is: then it alone is what to change.</summary>
    public bool IsApart { get; set; }

    public abstract DocumentNode Freeze();

    /// <summary>Forgets which keys and items are absent: code that is not seen may add them.</summary>
    public virtual void Open()
    {
    }

    /// <summary>Forgets which keys are absent; lists that are written out stay whole.</summary>
    public virtual void OpenKeys()
    {
    }
}

/// <summary>A value that cannot be known.</summary>
internal sealed class UnknownDraft(Origin origin) : Draft(origin)
{
    public override DocumentNode Freeze() => new UnknownNode(Origin.File, Origin.Span);
}

/// <summary>A text of which parts are not known, such as <c>$"{registry}/web:latest"</c>.</summary>
/// <param name="origin">Where it comes from.</param>
/// <param name="text">The text, with names where parts are unknown.</param>
/// <param name="start">What it surely starts with.</param>
/// <param name="end">What it surely ends with.</param>
internal sealed class PartialDraft(Origin origin, string text, string start, string end) : Draft(origin)
{
    public string Start => start;

    public string End => end;

    /// <summary>The text as if it were whole.</summary>
    public ScalarDraft Guess() => new(Origin, text, ScalarStyle.Quoted) { IsPartial = true, Shown = $"{start}\u2026{end}" };

    public override DocumentNode Freeze() => new UnknownNode(Origin.File, Origin.Span);
}

/// <summary>A constant.</summary>
internal sealed class ScalarDraft(Origin origin, string text, ScalarStyle style) : Draft(origin)
{
    public string Text => text;

    /// <summary>Whether parts of the text are not known: then only rules that look at the known ones may speak.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What messages show in the place of the text, for a part of it is in no code; null for the text itself.</summary>
    public string? Shown { get; init; }

    public bool IsNull => style == ScalarStyle.Plain && text == "null";

    public override DocumentNode Freeze() => new ScalarNode(Origin.File, Origin.Span, text, style);

    public static ScalarDraft Null(Origin origin) => new(origin, "null", ScalarStyle.Plain);
}

/// <summary>A list.</summary>
internal sealed class SequenceDraft(Origin origin) : Draft(origin)
{
    public List<Draft> Items { get; } = [];

    public bool IsOpen { get; set; }

    public override DocumentNode Freeze() => new SequenceNode(Origin.File, Origin.Span, Items.ConvertAll(i => i.Freeze()), IsOpen);

    public override void Open()
    {
        IsOpen = true;
        foreach (Draft item in Items)
            item.Open();
    }

    public override void OpenKeys()
    {
        foreach (Draft item in Items)
            item.OpenKeys();
    }

    /// <summary>Appends what another list holds; an unknown list leaves this one open.</summary>
    public void Append(Draft other)
    {
        if (other is SequenceDraft list)
            Items.AddRange(list.Items);
        IsOpen |= other is not (SequenceDraft { IsOpen: false } or ScalarDraft { IsNull: true });
    }
}

/// <summary>An object or a dictionary.</summary>
internal sealed class MappingDraft(Origin origin) : Draft(origin)
{
    private readonly List<(string Key, Origin KeyOrigin, Draft Value)> entries = [];

    public bool IsOpen { get; set; }

    /// <summary>Whether the object is a small value, such as a port: it is complete as it is written, wherever it goes.</summary>
    public bool IsValue { get; init; }

    public IEnumerable<(string Key, Draft Value)> Entries => entries.Select(e => (e.Key, e.Value));

    /// <summary>Where a key is written; null for one that is not there.</summary>
    public Origin? KeyOriginOf(string key) => entries.Find(e => e.Key == key) is { Value: not null } entry ? entry.KeyOrigin : null;

    public Draft? this[string key] => entries.Find(e => e.Key == key).Value;

    /// <summary>Sets a key; a value given earlier is gone.</summary>
    public void Set(string key, Origin keyOrigin, Draft value)
    {
        entries.RemoveAll(e => e.Key == key);
        entries.Add((key, value.IsApart ? value.Origin : keyOrigin, value));
    }

    /// <summary>Puts what another mapping holds over this one; an unknown one leaves this one open.</summary>
    public void Merge(Draft other)
    {
        if (other is MappingDraft mapping)
            foreach ((string key, Origin keyOrigin, Draft value) in mapping.entries)
                Set(key, keyOrigin, value);
        IsOpen |= other is not (MappingDraft { IsOpen: false } or ScalarDraft { IsNull: true });
    }

    public override DocumentNode Freeze() =>
        new MappingNode(
            Origin.File,
            Origin.Span,
            [.. entries.Select(e => new MappingEntry(e.Key, e.KeyOrigin.Span, FreezeValue(e.KeyOrigin, e.Value)))],
            IsOpen);

    public override void Open()
    {
        IsOpen = true;
        foreach ((_, _, Draft value) in entries)
            value.Open();
    }

    public override void OpenKeys()
    {
        if (IsValue)
            return;
        IsOpen = true;
        foreach ((_, _, Draft value) in entries)
            value.OpenKeys();
    }

    /// <summary>A key and its value must be of one file, else their common place would be none.</summary>
    private static DocumentNode FreezeValue(Origin keyOrigin, Draft value)
    {
        if (value.Origin.File != keyOrigin.File)
            value.Origin = keyOrigin;
        return value.Freeze();
    }
}
