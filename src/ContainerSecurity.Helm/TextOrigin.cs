namespace ContainerSecurity.Helm;

/// <summary>Where a run of characters of a rendered text comes from.</summary>
/// <param name="Start">The index of its first character in the rendered text.</param>
/// <param name="Length">The number of its characters.</param>
/// <param name="Template">The part of a template that printed it; null where that is not known.</param>
/// <param name="Value">The value that was printed, in a file of values or an argument of <c>--set</c>; null for what a template says itself.</param>
/// <param name="IsExact">Whether the n-th character of the run is the n-th of the value, or of the template where there is no value.</param>
public sealed record TextOrigin(int Start, int Length, TextPlace? Template, TextPlace? Value, bool IsExact);
