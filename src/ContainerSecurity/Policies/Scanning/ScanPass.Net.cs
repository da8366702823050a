using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <content>Sources that have to be waited for.</content>
internal sealed partial class ScanPass
{
    /// <summary>Reads and judges a source; on any thread.</summary>
    public async ValueTask<SourceOutcome> JudgeAsync(Source source) => Judge(await engine.Reader.ReadAsync(source, cancellation).ConfigureAwait(false), source);
}
