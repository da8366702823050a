namespace ContainerSecurity.Documents;

/// <summary>
/// The value of a field with what is known about it and where it is. A rule asks for fields through this type and so
/// never fires on what it cannot know.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Field<T> : ILocated
{
    /// <summary>The node of the value, or where a missing one would belong: an existing node, or a <see cref="MissingPlace"/> below one.</summary>
    private readonly object? place;
    private readonly string? missingKey;
    private readonly T? value;

    private Field(FieldState state, T? value, object? place, string? missingKey)
    {
        State = state;
        this.value = value;
        this.place = place;
        this.missingKey = missingKey;
    }

    /// <summary>What is known about the field.</summary>
    public FieldState State { get; }

    /// <summary>Whether the value is known.</summary>
    public bool IsKnown => State == FieldState.Known;

    /// <summary>Whether the field is surely absent.</summary>
    public bool IsMissing => State == FieldState.Missing;

    /// <summary>Whether nothing can be said about the field.</summary>
    public bool IsUnknown => State == FieldState.Unknown;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The field is not <see cref="IsKnown"/>.</exception>
    public T Value => IsKnown ? value! : throw new InvalidOperationException($"The field is {State}, its value cannot be asked for.");

    /// <summary>The node of the value, or the nearest existing ancestor of a missing one; null where the value was never written.</summary>
    public DocumentNode? Node => MissingPlace.AnchorOf(place);

    /// <inheritdoc/>
    public DocumentLocation? Location =>
        Node is not { } node ? null
        : missingKey is null ? DocumentLocation.Of(node)
        : DocumentLocation.OfMissing(node, MissingPlace.PathBelow(place, missingKey));

    /// <summary>A known value.</summary>
    public static Field<T> Known(T value, DocumentNode? node = null) => new(FieldState.Known, value, node, null);

    /// <summary>A field that is absent below <paramref name="anchor"/>.</summary>
    public static Field<T> Missing(DocumentNode? anchor = null, string? path = null) => new(FieldState.Missing, default, anchor, path);

    /// <summary>A field without a value, below a node or a <see cref="MissingPlace"/>.</summary>
    internal static Field<T> Absent(FieldState state, object? place, string key) => new(state, default, place, key);

    /// <summary>A field of which nothing can be said.</summary>
    public static Field<T> Unknown(DocumentNode? node = null, string? path = null) => new(FieldState.Unknown, default, node, path);

    /// <summary>Whether the value is known and equal to <paramref name="expected"/>.</summary>
    public bool Is(T expected) => IsKnown && EqualityComparer<T>.Default.Equals(value!, expected);

    /// <summary>Whether the field is surely not <paramref name="expected"/>: absent, or known with another value.</summary>
    public bool IsNot(T expected) => !IsUnknown && !Is(expected);

    /// <summary>Whether the value is known and satisfies a condition.</summary>
    public bool Is(Func<T, bool> condition) => IsKnown && condition(value!);

    /// <summary>The value, or <paramref name="fallback"/> where it is missing or unknown.</summary>
    public T Or(T fallback) => IsKnown ? value! : fallback;

    /// <summary>This field where it is present or unknown, else <paramref name="other"/>: how a container's value stands before its pod's.</summary>
    public Field<T> Else(Field<T> other) => IsMissing && !other.IsMissing ? other : this;

    /// <summary>The same field with its value read as something else; a value that cannot be read so is unknown.</summary>
    internal Field<TOther> As<TOther>(Func<T, TOther?> read)
        where TOther : struct
    {
        TOther? other = IsKnown ? read(value!) : null;
        return new Field<TOther>(IsKnown && other is null ? FieldState.Unknown : State, other ?? default, place, missingKey);
    }

    /// <summary>The same field with its value read as another text; a value that cannot be read so is unknown.</summary>
    internal Field<string> AsText(Func<T, string?> read)
    {
        string? other = IsKnown ? read(value!) : null;
        return new Field<string>(IsKnown && other is null ? FieldState.Unknown : State, other, place, missingKey);
    }

    /// <summary>The value; the text as written of one that is not known, such as a template; nothing for a missing one.</summary>
    public override string ToString() => IsKnown ? value?.ToString() ?? "" : IsUnknown && place is ScalarNode scalar && missingKey is null ? scalar.Text : "";
}
