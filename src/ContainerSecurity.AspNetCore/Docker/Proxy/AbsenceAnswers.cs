using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>
/// Answers for an object that is not there, and for one that is hidden, in the same way: the engine is asked the same of a name that nobody has,
/// and the client's own is put back into its answer. So the text is the engine's, of whatever version.
/// </summary>
internal sealed class AbsenceAnswers(EngineClient engine)
{
    /// <summary>How long such an answer may be, in bytes; 20 random bytes are a name that nobody has.</summary>
    private const int MaxLength = 64 * 1024, RandomBytes = 20;

    /// <summary>What is said of the answer beside its text.</summary>
    private static readonly string[] Headers = ["Api-Version", "Docker-Experimental", "Ostype", "Server"];

    public async Task AnswerAsync(HttpContext context, DockerAccessRequest request, ReadOnlyMemory<byte> body, string otherwise)
    {
        DockerRequestTarget target = request.Target;
        // What a body or a query names is answered by the text; no other request is made up from it.
        if (target.Identifier is not { } identifier || request.References.Count > 1 || !otherwise.Contains(identifier, StringComparison.Ordinal))
        {
            await EngineErrors.AnswerAsync(context, StatusCodes.Status404NotFound, otherwise).ConfigureAwait(false);
            return;
        }
        (string own, string decoy) = Decoy(target.Endpoint.Kind, identifier);
        using var question = new HttpRequestMessage(new HttpMethod(target.Endpoint.Method), EngineClient.UriOf(target.Build(identifier.Replace(own, decoy, StringComparison.Ordinal))));
        if (target.Endpoint.Body == DockerBodyKind.Judged)
            question.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using HttpResponseMessage answer = await engine.Invoker.SendAsync(question, context.RequestAborted).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(MaxLength, context.RequestAborted).ConfigureAwait(false);
            string text = await answer.Content.ReadAsStringAsync(context.RequestAborted).ConfigureAwait(false);
            await AnswerAsync(context, answer, text.Replace(decoy, own, StringComparison.Ordinal)).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new EngineUnreachableException("The engine did not answer a question of the proxy.", e);
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (string name in Headers)
        {
            if (answer.Headers.TryGetValues(name, out IEnumerable<string>? values))
                context.Response.Headers[name] = values.ToArray();
        }
        if (body.Length == 0)
            return;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Returns the part of an identifier that makes it this one, and one of the same form that nobody has.</summary>
    private static (string Own, string Decoy) Decoy(DockerObjectKind kind, string identifier)
    {
        string own = identifier;
        if (kind == DockerObjectKind.Image)
        {
            own = identifier[(identifier.LastIndexOf('/') + 1)..];
            own = own.StartsWith("sha256:", StringComparison.Ordinal) ? own["sha256:".Length..] : own.Split(':', '@')[0];
        }
        string random = RandomNumberGenerator.GetHexString(2 * RandomBytes, lowercase: true);
        // Letters from g on make no start of an ID; digits from 0 to f make one of the same length as the client's, where that is long.
        bool isId = own.All(char.IsAsciiHexDigitLower);
        return (own, isId ? random.PadRight(Math.Max(own.Length, random.Length), '0')[..Math.Max(own.Length, random.Length)]
            : string.Concat(random.Select(c => (char)('g' + Convert.ToInt32(c.ToString(), 16)))));
    }
}
