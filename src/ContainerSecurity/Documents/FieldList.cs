namespace ContainerSecurity.Documents;

/// <summary>A list of values with what is known about it: the list may be missing, unknown, or known with items that are themselves unknown.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public readonly struct FieldList<T> : ILocated
{
    private readonly Field<T>[]? items;

    /// <summary>The node of the list, or where a missing one would belong: an existing node, or a <see cref="MissingPlace"/> below one.</summary>
    private readonly object? place;
    private readonly string? missingKey;

    private FieldList(FieldState state, Field<T>[]? items, bool isOpen, object? place, string? missingKey)
    {
        State = state;
        this.items = items;
        IsOpen = isOpen;
        this.place = place;
        this.missingKey = missingKey;
    }

    /// <summary>What is known about the list as a whole.</summary>
    public FieldState State { get; }

    /// <summary>Whether the list may hold more than <see cref="Items"/>: it is unknown or open, or one of its items is unknown.</summary>
    public bool IsOpen { get; }

    /// <summary>The items; empty where the list is missing or unknown.</summary>
    public IReadOnlyList<Field<T>> Items => items ?? [];

    /// <inheritdoc/>
    public DocumentLocation? Location =>
        MissingPlace.AnchorOf(place) is not { } node ? null
        : missingKey is null ? DocumentLocation.Of(node)
        : DocumentLocation.OfMissing(node, MissingPlace.PathBelow(place, missingKey));

    /// <summary>A known list.</summary>
    public static FieldList<T> Known(IReadOnlyList<Field<T>> items, bool isOpen = false, DocumentNode? node = null)
    {
        Field<T>[] array = items as Field<T>[] ?? [.. items];
        return new FieldList<T>(FieldState.Known, array, isOpen || HoldsUnknown(array), node, null);
    }

    /// <summary>A list that is absent below <paramref name="anchor"/>.</summary>
    public static FieldList<T> Missing(DocumentNode? anchor = null, string? path = null) => new(FieldState.Missing, null, false, anchor, path);

    /// <summary>A list without items, below a node or a <see cref="MissingPlace"/>.</summary>
    internal static FieldList<T> Absent(FieldState state, object? place, string key) => new(state, null, state == FieldState.Unknown, place, key);

    /// <summary>A list of which nothing can be said.</summary>
    public static FieldList<T> Unknown(DocumentNode? node = null, string? path = null) => new(FieldState.Unknown, null, true, node, path);

    /// <summary>Whether a known item equals <paramref name="value"/>.</summary>
    public bool Contains(T value)
    {
        foreach (Field<T> item in items ?? [])
            if (item.Is(value))
                return true;
        return false;
    }

    /// <summary>Whether the list surely does not hold <paramref name="value"/>.</summary>
    public bool Lacks(T value) => !IsOpen && !Contains(value);

    /// <summary>What a reading gives for every item whose value is known.</summary>
    internal TResult[] ReadKnown<TResult>(Func<T, TResult> read)
    {
        var results = new TResult[items?.Length ?? 0];
        int count = 0;
        foreach (Field<T> item in items ?? [])
            if (item.IsKnown)
                results[count++] = read(item.Value);
        if (count < results.Length)
            Array.Resize(ref results, count);
        return results;
    }

    private static bool HoldsUnknown(Field<T>[] items)
    {
        foreach (Field<T> item in items)
            if (item.IsUnknown)
                return true;
        return false;
    }
}
