using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Makes an engine of the options and makes it anew where they or their files change. A policy that is wrong changes nothing, and is logged.</summary>
internal sealed partial class ReloadingPolicyEngine : IPolicyEngine, IDisposable
{
    private readonly string name;
    private readonly IOptionsMonitor<ContainerSecurityOptions> monitor;
    private readonly Rule[] rules;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly IDisposable? changes;
    private ITimer? timer;
    private string stamp = "";
    private volatile PolicyEngine? engine;
    private volatile IReadOnlyList<string> problems = [];
    private bool isDisposed;

    public ReloadingPolicyEngine(string name, IOptionsMonitor<ContainerSecurityOptions> monitor, IEnumerable<Rule> rules, TimeProvider time, ILogger logger)
    {
        (this.name, this.monitor, this.rules, this.time, this.logger) = (name, monitor, [.. rules], time, logger);
        changes = monitor.OnChange((_, changed) =>
        {
            if ((changed ?? "") == name)
                Reload(isForced: true);
        });
    }

    /// <summary>What is wrong with the newest policy, so that an older one is in use; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <inheritdoc/>
    public PolicyEngine Current => engine ?? Start();

    /// <inheritdoc/>
    public Decision Evaluate(Resource resource) => Current.Evaluate(resource);

    /// <inheritdoc/>
    public Decision Evaluate(string text, string name) => Current.Evaluate(text, name);

    /// <inheritdoc/>
    public ValueTask<Decision> EvaluateAsync(EvaluationRequest request, CancellationToken cancellationToken = default) =>
        Current.EvaluateAsync(request, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Decision> ScanAsync(IAsyncEnumerable<Source> sources, CancellationToken cancellationToken = default) =>
        Current.ScanAsync(sources, null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
            isDisposed = true;
        changes?.Dispose();
        timer?.Dispose();
    }

    private PolicyEngine Start()
    {
        lock (gate)
        {
            if (engine is { } started)
                return started;
            ContainerSecurityOptions options = monitor.Get(name);
            ConfiguredPolicy made = ConfiguredPolicy.Create(options, rules, time);
            if (made.Engine is null)
                throw new OptionsValidationException(name, typeof(ContainerSecurityOptions), made.Problems);
            stamp = made.Stamp;
            if (options.ReloadInterval > TimeSpan.Zero && !isDisposed)
                timer = time.CreateTimer(_ => Reload(isForced: false), null, options.ReloadInterval, options.ReloadInterval);
            return engine = made.Engine;
        }
    }

    /// <summary>Makes the engine anew.</summary>
    /// <param name="isForced">Whether the options have changed, so that the files need not have.</param>
    private void Reload(bool isForced)
    {
        lock (gate)
        {
            if (engine is null || isDisposed)
                return;
            try
            {
                Take(ConfiguredPolicy.Create(monitor.Get(name), rules, time), isForced);
            }
#pragma warning disable CA1031 // Options are made by anybody's code; on a timer's thread what it throws would end the process.
            catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
            {
                problems = [$"{e.GetType().Name}: {e.Message}"];
                LogRefused(logger, name, problems[0]);
            }
        }
    }

    private void Take(ConfiguredPolicy made, bool isForced)
    {
        if (!isForced && made.Stamp == stamp)
            return;
        stamp = made.Stamp;
        problems = made.Problems;
        if (made.Engine is null)
        {
            LogRefused(logger, name, string.Join(" ", made.Problems));
            return;
        }
        engine = made.Engine;
        LogTaken(logger, made.Engine.Policy.Name, name, made.Engine.Rules.Count);
    }

    [LoggerMessage(1, LogLevel.Information, "The policy '{Policy}' of '{Name}' is in use now, with {Rules} rules.")]
    private static partial void LogTaken(ILogger logger, string policy, string name, int rules);

    [LoggerMessage(2, LogLevel.Error, "The new policy of '{Name}' is wrong, so the one before stays in use: {Problems}")]
    private static partial void LogRefused(ILogger logger, string name, string problems);
}
