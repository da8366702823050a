using ContainerSecurity.Reports;

namespace ContainerSecurity.AspNetCore.Admission.Messages;

/// <summary>
/// Warnings within what the API server passes on: 256 characters each and 4,096 in all, none with a control character,
/// which it would drop with all its text, and none twice.
/// </summary>
internal sealed class WarningList
{
    public const int MaxLength = 256;
    public const int MaxTotal = 4096;

    private const int RoomForRest = 64;

    private readonly List<string> lines = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int total;
    private int omitted;

    /// <summary>Adds a warning, the most important first.</summary>
    public void Add(string text)
    {
        string line = Shown.Cut(VisibleText.Of(text), MaxLength);
        if (!seen.Add(line))
            return;
        if (omitted > 0 || total + line.Length > MaxTotal - RoomForRest)
        {
            omitted++;
            return;
        }
        total += line.Length;
        lines.Add(line);
    }

    /// <summary>The warnings; the last one tells how many found no room.</summary>
    public IReadOnlyList<string> ToList() => omitted == 0 ? lines : [.. lines, $"And {omitted} more warnings."];
}
