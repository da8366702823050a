using ContainerSecurity.Secrets;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>The inspectors that the rules of the catalogue rely on.</summary>
public static class LayerInspectors
{
    /// <summary>
    /// Creates the inspectors for one reading: setuid and setgid files, files of credentials, databases, secrets in texts, the distribution, the users.
    /// They keep what they read last, so each reading takes its own.
    /// </summary>
    /// <param name="detector">Finds the secrets in texts.</param>
    public static IReadOnlyList<ILayerInspector> BuiltIn(SecretDetector detector) =>
    [
        new SetIdInspector(),
        new CredentialFileInspector(),
        new DatabaseInspector(),
        new SecretInspector(detector ?? throw new ArgumentNullException(nameof(detector))),
        new ReleaseInspector(),
        new UserInspector(),
    ];
}
