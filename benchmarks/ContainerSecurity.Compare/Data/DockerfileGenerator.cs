namespace ContainerSecurity.Compare.Data;

/// <summary>Writes Dockerfiles of two stages and some thirty lines, each in a folder of its own; every second is clean.</summary>
internal static class DockerfileGenerator
{
    private const ulong Seed = 20260105;
    private static readonly string[] Apps = ["web", "api", "cart", "search", "billing", "mailer", "worker", "gateway"];

    /// <summary>Writes so many files into a folder.</summary>
    public static void Write(string folder, int count)
    {
        var dice = new Dice(Seed);
        for (int i = 0; i < count; i++)
        {
            string path = Path.Combine(folder, $"app{i:0000}");
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, "Dockerfile"), Text(dice, $"{dice.Of(Apps)}-{i}", i % 2 == 0));
        }
    }

    private static string Text(Dice dice, string name, bool isClean)
    {
        bool Has(int percent) => !isClean && dice.Percent(percent);
        string digest = dice.Hex(64), other = dice.Hex(64);
        int port = dice.Between(1024, 9000);
        return new Lines()
            .AddIf(dice.Percent(50), "# syntax=docker/dockerfile:1")
            .Add($"# {name}", $"ARG VERSION={dice.Between(1, 9)}.{dice.Between(0, 30)}.{dice.Between(0, 9)}")
            .Add(Has(40) ? "FROM node:latest AS build" : $"FROM registry.corp.example/node:22.{dice.Between(1, 20)}@sha256:{digest} AS build")
            .Add("ARG VERSION", "WORKDIR /src", "ENV NODE_ENV=production \\", $"    APP_NAME={name} \\", "    LOG_LEVEL=info")
            .AddIf(Has(30), $"ENV DB_PASSWORD={dice.Hex(20)}")
            .AddIf(isClean, "RUN apt-get update \\", " && apt-get install -y --no-install-recommends python3=3.11.2-1 make=4.3-4 g++=4:12.2.0-3 \\",
                " && rm -rf /var/lib/apt/lists/*")
            .AddIf(!isClean, "RUN apt-get update && apt-get install python3 make g++")
            .Add("COPY package.json package-lock.json ./")
            .Add("RUN --mount=type=cache,target=/root/.npm \\", "    npm ci --omit=dev --no-audit")
            .Add(Has(30) ? "ADD . /src" : "COPY . .")
            .AddIf(Has(25), "RUN curl -sSL https://example.com/install.sh | sh")
            .Add("RUN npm run build \\", " && npm prune --omit=dev \\", " && find dist -name '*.map' -delete")
            .Add("", Has(30) ? "FROM debian" : $"FROM registry.corp.example/base/runtime:12.{dice.Between(1, 9)}@sha256:{other}")
            .Add($"LABEL org.opencontainers.image.title=\"{name}\" \\", "      org.opencontainers.image.vendor=\"Corp\"")
            .Add("WORKDIR /app", "COPY --from=build --chown=10001:10001 /src/dist ./dist", "COPY --from=build /src/node_modules ./node_modules")
            .AddIf(Has(20), "RUN chmod -R 777 /app")
            .Add($"EXPOSE {port}")
            .AddIf(!Has(40), $"HEALTHCHECK --interval=30s --timeout=3s CMD [\"/app/dist/health\", \"--port={port}\"]")
            .Add(Has(40) ? "USER root" : "USER 10001:10001")
            .Add(Has(30) ? "CMD node dist/main.js" : "ENTRYPOINT [\"node\", \"dist/main.js\"]")
            .ToString();
    }
}
