using System.Diagnostics.Metrics;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Kubernetes.Watching;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>
/// Knows what an admission review does not say and policies of a cluster ask for: the namespace as an object, and the
/// objects that policies take as parameters. It lists both, watches them, and completes requests from memory.
/// </summary>
/// <remarks>
/// What it does not know it does not make up: while parameters are not all known a policy that needs them has no
/// verdict, which denies. A namespace that it has not seen yet, as one that was made just now, is asked for.
/// </remarks>
public sealed class AdmissionInformer : IDisposable
{
    private static readonly ClusterKind NamespaceKind = new("", "v1", "Namespace", "namespaces", false);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(20);

    private readonly ApiConnection connection;
    private readonly Func<IEnumerable<AdmissionPolicySet>> policies;
    private readonly TimeProvider time;
    private readonly Meter meter = new(ClusterWatcher.MeterName);
    private readonly InformedKinds kinds;
    private int isRunning;

    /// <summary>Creates an informer.</summary>
    /// <param name="client">The client of the cluster, which is used but not disposed.</param>
    /// <param name="policies">
    /// Gives the policies whose parameters are watched; it is asked again each five seconds, so that policies may
    /// change.
    /// </param>
    /// <param name="time">The clock that is waited by; null for the system's.</param>
    /// <exception cref="ArgumentException">The client is no <see cref="k8s.Kubernetes"/>, whose connection is needed.</exception>
    public AdmissionInformer(IKubernetes client, Func<IEnumerable<AdmissionPolicySet>> policies, TimeProvider? time = null)
        : this(client, policies, new ApiOptions { Time = time ?? TimeProvider.System })
    {
    }

    internal AdmissionInformer(IKubernetes client, Func<IEnumerable<AdmissionPolicySet>> policies, ApiOptions api)
    {
        ArgumentNullException.ThrowIfNull(client);
        this.policies = policies ?? throw new ArgumentNullException(nameof(policies));
        connection = new ApiConnection(client as k8s.Kubernetes
            ?? throw new ArgumentException("The client must be a k8s.Kubernetes, whose connection is used for raw requests.", nameof(client)), api);
        time = api.Time;
        kinds = new InformedKinds(connection, new WatchMetrics(meter), NamespaceKind);
    }

    /// <summary>Whether all that policies ask for is known; from any thread.</summary>
    public bool IsSynced => Gaps.Count == 0;

    /// <summary>What is not known, and why, in sentences; from any thread.</summary>
    public IReadOnlyList<string> Gaps => kinds.GapsOf(Wanted());

    /// <summary>Lists and watches until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <exception cref="InvalidOperationException">The informer runs already.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref isRunning, 1) > 0)
            throw new InvalidOperationException("The informer runs already; make another one.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                await kinds.StartAsync(Wanted(), stop.Token).ConfigureAwait(false);
                await WaitAsync(cancellationToken).ConfigureAwait(false);
                kinds.Apply();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Somebody has ended it.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await kinds.StopAsync().ConfigureAwait(false);
            Volatile.Write(ref isRunning, 0);
        }
    }

    /// <summary>Adds to a request what is known of the cluster.</summary>
    /// <param name="request">The request, as of a review.</param>
    /// <param name="cancellationToken">Ends the asking for a namespace that has not been seen.</param>
    /// <returns>The request with its namespace, where it has one, and with parameters.</returns>
    public async ValueTask<EvaluationRequest> CompleteAsync(EvaluationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyList<(string, string)> wanted = Wanted();
        CelValue space = request.NamespaceName is { } name ? await NamespaceAsync(name, cancellationToken).ConfigureAwait(false) : CelValue.Null;
        return request.With(new AdmissionContext
        {
            NamespaceObject = space,
            Parameters = kinds.ParametersOf(wanted),
            HasAllParameters = kinds.GapsOf(wanted).Count == 0,
            Authorizer = request.Cluster.Authorizer,
            Rbac = request.Cluster.Rbac,
            Kyverno = request.Cluster.Kyverno,
        });
    }

    /// <summary>Ends the measuring.</summary>
    public void Dispose()
    {
        meter.Dispose();
        kinds.Dispose();
    }

    private (string ApiVersion, string Kind)[] Wanted() => [.. policies().SelectMany(p => p.ParameterKinds).Distinct()];

    /// <summary>The namespace; the null value where it cannot be had.</summary>
    private async ValueTask<CelValue> NamespaceAsync(string name, CancellationToken cancellation)
    {
        if (kinds.NamespaceOf(name) is { } known)
            return known;
        try
        {
            var found = new ClusterObject(NamespaceKind, await connection.GetAsync($"{NamespaceKind.Path()}/{Uri.EscapeDataString(name)}", cancellation)
                .ConfigureAwait(false));
            return DocumentValue.Of(found.ToDocument());
        }
        catch (Exception e) when (e is ApiException or UnreadableObjectException)
        {
            return CelValue.Null;
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await kinds.ChangedAsync().WaitAsync(Look, time, cancellation).ConfigureAwait(false);
            await Task.Delay(Settle, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The policies are looked at again.
        }
    }
}
