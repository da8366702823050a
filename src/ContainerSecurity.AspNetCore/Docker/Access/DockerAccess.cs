using ContainerSecurity.Audit;
using ContainerSecurity.Docker.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Access;

/// <summary>What is decided by now. A request takes it once, so that no request is judged by two states of a file.</summary>
internal sealed partial class DockerAccess : BackgroundService
{
    private readonly DockerAccessOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<DockerAccess> logger;
    private DockerAuthorizer current;
    private AccessFile? file;

    public DockerAccess(IOptions<DockerAccessOptions> options, TimeProvider time, ILogger<DockerAccess> logger)
    {
        (this.options, this.time, this.logger) = (options.Value, time, logger);
        file = this.options.File is { } path ? new AccessFile(path) : null;
        // The options were validated; a file that has got a mistake since then stops the start as well.
        current = Authorizer(this.options.Policy ?? file!.Policy ?? throw new InvalidDataException(file.Problem));
    }

    public DockerAuthorizer Current => Volatile.Read(ref current);

    /// <summary>Keeps a decision.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public void Keep(AuditEntry entry) => options.Audit?.Append(entry);

    /// <summary>Reads the file again where it, or a policy that it names, has changed. Returns whether what was read holds now.</summary>
    public bool Reload()
    {
        if (file is not { } before || !before.HasChanged())
            return false;
        // One mistake is told once: what was read is remembered, right or wrong.
        file = new AccessFile(options.File!);
        try
        {
            Volatile.Write(ref current, Authorizer(file.Policy ?? throw new InvalidDataException(file.Problem)));
            LogReloaded(options.File!);
            return true;
        }
        catch (InvalidDataException e)
        {
            LogNotReloaded(options.File!, e.Message);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.File is null)
            return;
        using var timer = new PeriodicTimer(options.ReloadInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            Reload();
    }

    private DockerAuthorizer Authorizer(DockerAccessPolicy policy) =>
        new(options.Guardrails is { } guardrails ? AccessFile.WithGuardrails(policy, guardrails) : policy);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The access policy was read anew from {File}.")]
    private partial void LogReloaded(string file);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error,
        Message = "The access policy in {File} has changed and cannot be used; the one read before holds on. {Problem}")]
    private partial void LogNotReloaded(string file, string problem);
}
