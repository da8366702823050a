namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>Where a run of characters comes from.</summary>
/// <param name="Length">The number of characters of the run.</param>
/// <param name="Template">The part of a template that printed them; null for what was not printed yet.</param>
/// <param name="Value">The value that they were taken from; null for what a template says itself.</param>
/// <param name="IsExact">Whether the n-th character of the run is the n-th of that place.</param>
internal readonly record struct Trace(int Length, Place? Template, Place? Value, bool IsExact)
{
    /// <summary>A part of the run.</summary>
    public Trace Slice(int start, int length)
    {
        if (!IsExact || start == 0)
            return this with { Length = length };
        return Value is { } value
            ? this with { Length = length, Value = value with { Start = value.Start + start, Length = length } }
            : this with { Length = length, Template = Template is { } t ? t with { Start = t.Start + start, Length = length } : null };
    }
}
