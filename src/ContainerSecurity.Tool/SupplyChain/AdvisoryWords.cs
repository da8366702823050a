using System.Globalization;
using ContainerSecurity.SupplyChain.Advisories;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>How the commands tell of advisories.</summary>
internal static class AdvisoryWords
{
    private const int MaxTold = 50;

    /// <summary>Says what is not known, each once; of many the first.</summary>
    public static void TellNotes(Terminal terminal, IEnumerable<AdvisoryNote> notes)
    {
        AdvisoryNote[] all = [.. notes.Distinct()];
        foreach (AdvisoryNote note in all.Take(MaxTold))
            terminal.Error.WriteLine(note.Subject is { } subject ? $"csec: {subject}: {note.Message}" : $"csec: {note.Message}");
        if (all.Length > MaxTold)
            terminal.Error.WriteLine($"csec: … and {all.Length - MaxTold} more that are not known.");
    }

    /// <summary>Says what data there are, and how new.</summary>
    public static void TellData(Terminal terminal, IEnumerable<AdvisoryData> all)
    {
        foreach (AdvisoryData data in all)
            terminal.Lines.WriteLine($"  {data}, of {DayOf(data) ?? "unknown age"}");
    }

    private static string? DayOf(AdvisoryData data) => data.Newest?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
