using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.DependencyInjection;

/// <summary>
/// Judges resources by the policy that the application's options name, as it is at the time. Each call sees one policy
/// from its beginning to its end. Safe for use from any thread.
/// </summary>
public interface IPolicyEngine
{
    /// <summary>The engine as it is now. Who judges several things by one and the same policy takes it once.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">There is no policy yet, because the first one is wrong.</exception>
    PolicyEngine Current { get; }

    /// <summary>Judges one resource on its own.</summary>
    /// <param name="resource">The resource.</param>
    Decision Evaluate(Resource resource);

    /// <summary>Judges what a text holds, as one set.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name shown to people, by which its format may be told.</param>
    Decision Evaluate(string text, string name);

    /// <summary>Judges a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    ValueTask<Decision> EvaluateAsync(EvaluationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Judges many sources as they come, as one set.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    IAsyncEnumerable<Decision> ScanAsync(IAsyncEnumerable<Source> sources, CancellationToken cancellationToken = default);
}
