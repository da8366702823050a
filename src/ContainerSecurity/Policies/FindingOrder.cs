using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>The order of every report: file, line, column, rule, then message.</summary>
internal sealed class FindingOrder : IComparer<PolicyFinding>
{
    public static FindingOrder Instance { get; } = new();

    public int Compare(PolicyFinding? x, PolicyFinding? y)
    {
        DocumentLocation left = x!.Finding.Location, right = y!.Finding.Location;
        int order = string.CompareOrdinal(left.File.Path, right.File.Path);
        if (order == 0)
            order = left.Span.Line.CompareTo(right.Span.Line);
        if (order == 0)
            order = left.Span.Column.CompareTo(right.Span.Column);
        if (order == 0)
            order = string.CompareOrdinal(x.Finding.Rule.Id, y.Finding.Rule.Id);
        return order != 0 ? order : string.CompareOrdinal(x.Finding.Message, y.Finding.Message);
    }
}
