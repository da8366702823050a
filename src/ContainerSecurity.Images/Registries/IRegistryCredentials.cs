namespace ContainerSecurity.Images.Registries;

/// <summary>Knows who the user is at which registry.</summary>
public interface IRegistryCredentials
{
    /// <summary>The credential for a registry; null where there is none, so that it is asked without.</summary>
    /// <param name="registry">Host and port as references have them, such as <c>docker.io</c>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    ValueTask<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken = default);
}
