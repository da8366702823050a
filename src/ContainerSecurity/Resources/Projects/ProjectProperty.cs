namespace ContainerSecurity.Resources.Projects;

/// <summary>A property of a project.</summary>
/// <param name="Value">Its value; null where it cannot be told from the files alone.</param>
/// <param name="Element">Where it was set last; null for one that the build sets.</param>
internal sealed record ProjectProperty(string? Value, ProjectElement? Element);
