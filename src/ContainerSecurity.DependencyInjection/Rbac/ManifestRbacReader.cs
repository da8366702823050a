using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Answers by manifests, and reads them anew when they have become old. Manifests that are wrong change nothing, and are logged once.</summary>
internal sealed partial class ManifestRbacReader(string name, IOptionsMonitor<RbacManifestOptions> monitor, TimeProvider time, ILogger logger) : IRbacReader
{
    private readonly Lock gate = new();
    private RbacManifests? current;
    private long readAt;
    private string said = "";

    public Task<RbacAuthorizer> ReadAsync(CancellationToken cancellationToken = default) => Task.Run(() => Current().Authorizer, cancellationToken);

    public Task<EscalationGraph> ReadPathsAsync(CancellationToken cancellationToken = default) => Task.Run(() => Current().Paths, cancellationToken);

    private RbacManifests Current()
    {
        lock (gate)
        {
            RbacManifestOptions options = monitor.Get(name);
            if (current is not null && (options.ReloadInterval == TimeSpan.Zero || time.GetElapsedTime(readAt) < options.ReloadInterval))
                return current;
            var read = RbacManifests.Read(options);
            readAt = time.GetTimestamp();
            if (read.Problems.Count > 0 && current is null)
                throw new OptionsValidationException(name, typeof(RbacManifestOptions), read.Problems);
            Say(string.Join(" ", read.Problems));
            return current = read.Problems.Count > 0 ? current! : read;
        }
    }

    private void Say(string problems)
    {
        if (problems.Length > 0 && problems != said)
            LogRefused(logger, name, problems);
        said = problems;
    }

    [LoggerMessage(3, LogLevel.Error, "The new roles and bindings of '{Name}' are wrong, so those before stay in use: {Problems}")]
    private static partial void LogRefused(ILogger logger, string name, string problems);
}
