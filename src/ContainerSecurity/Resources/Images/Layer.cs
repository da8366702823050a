namespace ContainerSecurity.Resources.Images;

/// <summary>One layer of an image: which one it is, and what made it.</summary>
/// <param name="Index">The layer's number, from 0 for the lowest.</param>
/// <param name="Digest">The digest of the layer as it is stored.</param>
public sealed record Layer(int Index, Digest Digest)
{
    private const int MaxStep = 80;

    /// <summary>The step that made the layer; null where the image's history is silent.</summary>
    public HistoryStep? Step { get; init; }

    /// <summary>Whether the layer is not distributed with its image and was not here, so that nothing is known of its files.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>The layer in a sentence, counted from 1: <c>Layer 3 (sha256:…, made by 'COPY . /app')</c>.</summary>
    public override string ToString() =>
        $"Layer {Index + 1} ({Digest}{(Step is { Instruction.Length: > 0 } ? $", made by '{Shorten(Step.Instruction)}'" : "")})";

    private static string Shorten(string step)
    {
        string line = string.Join(" ", step.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxStep ? line : line.Substring(0, MaxStep) + "…";
    }
}
