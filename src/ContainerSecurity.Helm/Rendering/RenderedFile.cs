using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>What became of a template.</summary>
/// <param name="Name">Its name, which begins with the chart's.</param>
/// <param name="Source">Its text.</param>
/// <param name="Text">What it prints; null where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
internal sealed record RenderedFile(string Name, TemplateText Source, TracedText? Text, TemplateException? Failure);
