using System.Net.Sockets;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Connections.Features;

// Two teams on one engine. Each person has a socket of their own, and whoever may open it is that person:
//   DOCKER_HOST=unix:///tmp/docker-teams/alice.sock docker run -d --name web nginx
//   DOCKER_HOST=unix:///tmp/docker-teams/bob.sock docker ps          shows nothing of it
string engine = Environment.GetEnvironmentVariable("ENGINE") ?? "unix:///var/run/docker.sock";
string sockets = Environment.GetEnvironmentVariable("SOCKETS") ?? "/tmp/docker-teams";
string[] people = ["alice", "bob", "operator"];

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
Directory.CreateDirectory(sockets);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    foreach (string person in people)
    {
        // What a run that was killed has left behind.
        File.Delete(Path.Combine(sockets, $"{person}.sock"));
        kestrel.ListenUnixSocket(Path.Combine(sockets, $"{person}.sock"), listener => listener.UseDockerProxy());
    }
});
builder.Services.AddDockerAccess(access => access.File = Path.Combine(AppContext.BaseDirectory, "access.yaml"));
builder.Services.AddDockerProxy(proxy =>
{
    proxy.Engine.Address = new Uri(engine);
    proxy.SubjectOf = request => request.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint is UnixDomainSocketEndPoint socket
        ? new DockerSubject(Path.GetFileNameWithoutExtension(socket.ToString()))
        : null;
});

WebApplication app = builder.Build();
app.MapDockerProxy();
app.Run();
