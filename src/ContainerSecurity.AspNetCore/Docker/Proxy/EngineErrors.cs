using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Answers in the engine's form: <c>{"message":"…"}</c> and a line break.</summary>
internal static class EngineErrors
{
    /// <summary>How much of a body that nobody wants is read, so that the client gets to reading the answer.</summary>
    private const long MaxDrained = 1024 * 1024;

    private static readonly TimeSpan MaxDraining = TimeSpan.FromSeconds(2);

    public static async Task AnswerAsync(HttpContext context, int status, string message)
    {
        await DrainAsync(context).ConfigureAwait(false);
        byte[] body = Body(message);
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task DrainAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(MaxDraining);
        try
        {
            byte[] piece = new byte[4096];
            long drained = 0;
            for (int read = 1; read > 0 && drained < MaxDrained; drained += read)
                read = await context.Request.Body.ReadAsync(piece, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // Then the client reads the answer, or it does not.
        }
    }

    /// <summary>Returns the text as the engine writes it: Go escapes these three letters and leaves the others.</summary>
    internal static byte[] Body(string message)
    {
        string text = JsonEncodedText.Encode(message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("<", "\\u003c", StringComparison.Ordinal)
                .Replace(">", "\\u003e", StringComparison.Ordinal);
        return System.Text.Encoding.UTF8.GetBytes($"{{\"message\":\"{text}\"}}\n");
    }
}
