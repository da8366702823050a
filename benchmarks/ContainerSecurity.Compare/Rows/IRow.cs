using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>One row of the comparison: some programs that do the same work, or work that a bar is set for.</summary>
internal interface IRow
{
    /// <summary>The name by which it is asked for.</summary>
    string Name { get; }

    /// <summary>Why a quick run leaves it out; null where it does not.</summary>
    string? NotQuick => null;

    /// <summary>Makes the data and runs the programs.</summary>
    Section Measure(Session session);
}
