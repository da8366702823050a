using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>A finding that a baseline file knows.</summary>
/// <param name="Fingerprint">What identifies the finding, wherever its line has moved.</param>
/// <param name="Rule">The rule's ID; empty where the file does not say it.</param>
/// <param name="File">The file of the finding, from the folder that the paths of the baseline begin at; empty where the baseline does not say it.</param>
/// <param name="Resource">The resource, as people read it; empty where the baseline does not say it.</param>
/// <param name="Location">Where the entry stands.</param>
public sealed record BaselineEntry(string Fingerprint, string Rule, string File, string Resource, DocumentLocation Location);
