using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Kubernetes.Access;
using ContainerSecurity.Kubernetes.Api;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>Reads from a cluster who may do what in it, for the RBAC engine and the finder of escalation paths.</summary>
/// <remarks>
/// The answers are those of RBAC; other authorizers that a server may have are not asked. What may not be listed is
/// named, and answers that may hang on it are unknown, never a no. Immutable, and safe for use from any thread.
/// </remarks>
public sealed class ClusterAccessReader : IRbacReader
{
    private readonly ApiConnection connection;
    private readonly ClusterAccessOptions options;

    /// <summary>Creates a reader. Nothing is asked yet.</summary>
    /// <param name="client">The client of the cluster, which is used but not disposed.</param>
    /// <param name="options">What is read, and how gently; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client is no <see cref="k8s.Kubernetes"/>, whose connection is needed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ClusterAccessReader(IKubernetes client, ClusterAccessOptions? options = null)
        : this(client, options, new ApiOptions())
    {
    }

    internal ClusterAccessReader(IKubernetes client, ClusterAccessOptions? options, ApiOptions api)
    {
        ArgumentNullException.ThrowIfNull(client);
        connection = new ApiConnection(client as k8s.Kubernetes
            ?? throw new ArgumentException("The client must be a k8s.Kubernetes, whose connection is used for raw requests.", nameof(client)), api);
        this.options = options ?? new ClusterAccessOptions();
        this.options.Check();
    }

    /// <summary>Reads the Roles, ClusterRoles and their bindings. A cluster that does not answer gives an authorizer to which everything is unknown.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RbacAuthorizer> ReadAsync(CancellationToken cancellationToken = default)
    {
        var known = new KnownNamespaces(connection, options);
        await known.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await ReadAsync(known, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the Roles, ClusterRoles, their bindings, and what paths lead through: namespaces, service accounts,
    /// workloads, and the names of Secrets that hold tokens. No Secret's content is asked for.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<EscalationGraph> ReadPathsAsync(CancellationToken cancellationToken = default)
    {
        var known = new KnownNamespaces(connection, options);
        await known.ReadAsync(cancellationToken).ConfigureAwait(false);
        RbacAuthorizer authorizer = await ReadAsync(known, cancellationToken).ConfigureAwait(false);
        ClusterInventory inventory = await new InventoryReading(connection, options, known).RunAsync(cancellationToken).ConfigureAwait(false);
        return new EscalationGraph(authorizer, inventory);
    }

    private async Task<RbacAuthorizer> ReadAsync(KnownNamespaces known, CancellationToken cancellation)
    {
        RbacObjects objects = await new RbacReading(connection, options, known).RunAsync(cancellation).ConfigureAwait(false);
        // A cluster that is seen whole has the roles that it has; only what is hidden may be what Kubernetes brings.
        return new RbacAuthorizer(objects, RbacReading.Options with { AssumesStockRoles = objects.Unseen.Count > 0 });
    }
}
