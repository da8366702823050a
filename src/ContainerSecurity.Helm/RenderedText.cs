using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm;

/// <summary>A text that was rendered, and where its characters come from.</summary>
public sealed class RenderedText
{
    /// <summary>
    /// The character that stands for a part that is not known, of any length and form: U+FDD0, which Unicode keeps for the
    /// inside of programs. Where such a character stands in a chart itself, open rendering puts U+FFFD in its place.
    /// </summary>
    public const char Hole = UnknownValue.Hole;

    private IReadOnlyList<TextOrigin>? origins;

    internal RenderedText(TracedText traced) => Traced = traced;

    /// <summary>The text. What is no UTF-8 is replaced only by <see cref="ToString"/>.</summary>
    public string Text => Traced.Text;

    /// <summary>Whether a part is not known.</summary>
    public bool HasHoles => Text.Contains(Hole, StringComparison.Ordinal);

    /// <summary>The runs of characters that come from one place each, in order; together they are the whole text.</summary>
    public IReadOnlyList<TextOrigin> Origins => origins ??= Rendering.TraceResolver.Resolve(Traced);

    internal TracedText Traced { get; }

    /// <summary>Returns where a character comes from.</summary>
    /// <param name="offset">The index of the character in <see cref="Text"/>.</param>
    /// <returns>The run that holds it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such character.</exception>
    public TextOrigin OriginOf(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, Text.Length);
        int low = 0;
        int high = Origins.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Origins[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return Origins[low];
    }

    /// <summary>The text as it is printed.</summary>
    public override string ToString() => GoBytes.Printable(Text);
}
