using ContainerSecurity.Documents;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A credential in the text of a setting.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Location">Where it stands: its line, or the whole value.</param>
/// <param name="IsWhole">Whether all that stands there is the credential.</param>
internal sealed record SettingsCredential(string Name, string Value, DocumentLocation Location, bool IsWhole);
