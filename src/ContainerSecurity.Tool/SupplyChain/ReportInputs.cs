using System.Collections.Concurrent;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.ScannerReports;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Bills of materials and reports of scanners among what is scanned, with what is to be said of them.</summary>
/// <param name="known">What packages are compared with, and statements; null for neither.</param>
/// <param name="hasAdvisories">Whether advisories were named, and not statements alone.</param>
internal sealed class ReportInputs(ImageAdvisories? known, bool hasAdvisories)
{
    private const int MaxTold = 20;
    private readonly ConcurrentQueue<AdvisoryNote> passedOver = new();

    /// <summary>What compares images; null where no advisories were named.</summary>
    public ImageAdvisories? Images => hasAdvisories ? known : null;

    /// <summary>The format of such files.</summary>
    public PackageReportFormat Format => new(new PackageReportOptions
    {
        Scanner = hasAdvisories ? known!.Scanner : null,
        Statements = known?.Statements ?? new VexBook([]),
        OnUnknown = note => known?.Add(note),
        OnPassedOver = passedOver.Enqueue,
    });

    /// <summary>Says what was passed over, and what is not known.</summary>
    /// <returns>Whether there is something that is not known.</returns>
    public bool Tell(Terminal terminal)
    {
        foreach (IGrouping<string, AdvisoryNote> same in passedOver.GroupBy(n => n.Message, StringComparer.Ordinal).Take(MaxTold))
        {
            int others = same.Select(n => n.Subject).Distinct(StringComparer.Ordinal).Count() - 1;
            terminal.Error.WriteLine($"csec: {same.First().Subject}{(others > 0 ? $" and {others} more" : "")}: {same.Key}");
        }
        return known?.Tell(terminal) == true;
    }
}
