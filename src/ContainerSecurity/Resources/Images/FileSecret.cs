using ContainerSecurity.Secrets;

namespace ContainerSecurity.Resources.Images;

/// <summary>A secret in the text of a file of a layer.</summary>
/// <param name="Secret">What was found; never the secret itself.</param>
/// <param name="Line">The line of the file, from 1.</param>
public sealed record FileSecret(SecretFinding Secret, int Line);
