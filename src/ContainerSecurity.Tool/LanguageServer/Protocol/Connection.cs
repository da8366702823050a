using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>A conversation in which a request that cannot be read, or fails, is answered with the code of its kind and no more of the program.</summary>
internal sealed class Connection(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception) => exception switch
    {
        LocalRpcException or OperationCanceledException => base.CreateErrorDetails(request, exception),
        _ when Causes(exception).Any(e => e is JsonException or RpcArgumentDeserializationException) => new JsonRpcError.ErrorDetail
        {
            Code = JsonRpcErrorCode.InvalidParams,
            Message = $"The parameters of '{request.Method}' are not as the protocol has them{PlaceOf(exception)}.",
        },
        _ => new JsonRpcError.ErrorDetail
        {
            Code = JsonRpcErrorCode.InternalError,
            Message = $"csec failed on '{request.Method}' ({exception.GetType().Name}); please report it.",
        },
    };

    private static string PlaceOf(Exception exception) =>
        Causes(exception).OfType<JsonException>().FirstOrDefault()?.Path is { Length: > 0 } path ? $": look at {path}" : "";

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
