using ContainerSecurity.Compare.Statistics;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>One figure of a comparison.</summary>
/// <param name="Key">The name by which other pages take it.</param>
/// <param name="Work">What was measured.</param>
/// <param name="Value">What came out.</param>
/// <param name="Unit">What the number counts.</param>
/// <param name="Bar">What it has to reach; null where it is a plain fact.</param>
internal sealed record Figure(string Key, string Work, Spread Value, Unit Unit, Bar? Bar = null);
