using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;

namespace ContainerSecurity.Tool.LanguageServer;

/// <summary>Runs the server over two streams.</summary>
internal static class LanguageServerHost
{
    /// <summary>Why what trimming and compilation ahead of time may break is used here.</summary>
    public const string WhyReflection = "The dotnet tool alone has the server; the native one says that it has it not.";

    /// <summary>Serves one client until it says <c>exit</c> or closes its end.</summary>
    /// <param name="input">What the client says.</param>
    /// <param name="output">What it is told.</param>
    /// <param name="policies">The policies that judge all documents; none for the nearest of each.</param>
    /// <returns>0 where the client said <c>shutdown</c> before, else 1.</returns>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = WhyReflection)]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = WhyReflection)]
    public static async Task<int> RunAsync(Stream input, Stream output, IReadOnlyList<string> policies)
    {
        var phase = new ProtocolPhase();
        using var service = new LanguageService(policies);
        using var formatter = new SystemTextJsonFormatter
        {
            JsonSerializerOptions = new JsonSerializerOptions(ProtocolJson.Default.Options)
            {
                TypeInfoResolver = JsonTypeInfoResolver.Combine(ProtocolJson.Default, new DefaultJsonTypeInfoResolver()),
            },
        };
        using var rpc = new Connection(new MessageHandler(output, input, formatter, phase))
        {
            // One message at a time, in their order: a change is taken in before the question that follows it.
            SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false),
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        rpc.AddLocalRpcTarget(service, new JsonRpcTargetOptions { NotifyClientOfEvents = false, AllowNonPublicInvocation = false });
        service.Attach(rpc);
        rpc.StartListening();
        await Task.WhenAny(service.Exited, rpc.Completion).ConfigureAwait(false);
        return phase.IsShutDown ? ExitCode.Clean : ExitCode.Findings;
    }
}
