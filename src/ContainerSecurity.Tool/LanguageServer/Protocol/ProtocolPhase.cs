using StreamJsonRpc.Protocol;

namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>Where a session stands between <c>initialize</c> and <c>exit</c>, and which messages that admits.</summary>
internal sealed class ProtocolPhase
{
    private const JsonRpcErrorCode NotInitialized = (JsonRpcErrorCode)(-32002);

    /// <summary>Whether <c>initialize</c> came.</summary>
    public bool IsInitialized { get; private set; }

    /// <summary>Whether <c>shutdown</c> came, after which only <c>exit</c> follows.</summary>
    public bool IsShutDown { get; private set; }

    /// <summary>Looks at the next message that was read.</summary>
    /// <param name="method">The method.</param>
    /// <returns>Why it is refused; null where it is admitted.</returns>
    public JsonRpcError.ErrorDetail? Admit(string? method)
    {
        if (method is "exit" or "$/cancelRequest")
            return null;
        if (IsShutDown)
            return Refuse(JsonRpcErrorCode.InvalidRequest, "The server is shut down; only 'exit' may follow.");
        if (method == "initialize" && IsInitialized)
            return Refuse(JsonRpcErrorCode.InvalidRequest, "The server is initialized; 'initialize' comes once.");
        if (method != "initialize" && !IsInitialized)
            return Refuse(NotInitialized, "The server is not initialized; 'initialize' comes first.");
        IsInitialized = true;
        IsShutDown = method == "shutdown";
        return null;
    }

    private static JsonRpcError.ErrorDetail Refuse(JsonRpcErrorCode code, string message) => new() { Code = code, Message = message };
}
