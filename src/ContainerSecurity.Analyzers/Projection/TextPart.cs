using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>A part of a text that code puts together: a value, or words.</summary>
/// <param name="Value">The value; null for words, and for what is not known.</param>
/// <param name="Words">The words; null for none.</param>
internal readonly record struct TextPart(IOperation? Value, string? Words = null);
